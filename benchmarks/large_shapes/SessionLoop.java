import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Random;

/**
 * Items a second of one ONNX Runtime session on one thread: java SessionLoop.java GRAPH BATCH SIDE SECONDS, where SIDE is the
 * picture's side in pixels. The twin of session_loop.py: same input, same options, same way to count.
 */
public final class SessionLoop {
    private static final int WARM_UP_CALLS = 3;

    private SessionLoop() {}

    public static void main(String[] args) throws Exception {
        int batch = Integer.parseInt(args[1]);
        int side = Integer.parseInt(args[2]);
        double seconds = Double.parseDouble(args[3]);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            try (OrtSession session = environment.createSession(args[0], options)) {
                double rate = rate(environment, session, batch, side, seconds);
                System.out.printf("%s %.3f%n", environment.getVersion(), rate);
            }
        }
    }

    private static double rate(
            OrtEnvironment environment, OrtSession session, int batch, int side, double seconds)
            throws Exception {
        String input = session.getInputNames().iterator().next();
        byte[] noise = new byte[batch * side * side * 3];
        new Random(0).nextBytes(noise);
        ByteBuffer pixels = ByteBuffer.allocateDirect(noise.length).order(ByteOrder.nativeOrder());
        long[] shape = {batch, side, side, 3};
        long start = 0;
        int calls = -WARM_UP_CALLS;
        while (calls < 1 || System.nanoTime() - start < seconds * 1e9) {
            if (calls == 0) {
                start = System.nanoTime();
            }
            pixels.clear().put(noise).flip();
            try (OnnxTensor tensor =
                            OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8);
                    OrtSession.Result result = session.run(Map.of(input, tensor))) {
                ((OnnxTensor) result.get(0)).getFloatBuffer();
            }
            calls++;
        }
        return calls * (double) batch / ((System.nanoTime() - start) / 1e9);
    }
}
