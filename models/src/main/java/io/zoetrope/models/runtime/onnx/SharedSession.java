package io.zoetrope.models.runtime.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.PackageFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One native session for each file and setting in the process, freed when its last user goes. */
public final class SharedSession {
    private static final Logger LOG = LoggerFactory.getLogger(SharedSession.class);
    private static final Map<Key, SharedSession> OPEN = new HashMap<>();

    private final Key key;
    private final OrtSession session;
    private final Provider provider;
    private int users;

    private record Key(
            String file, String sha256, List<Provider> providers, int deviceId, int threads) {}

    private SharedSession(Key key, OrtSession session, Provider provider) {
        this.key = key;
        this.session = session;
        this.provider = provider;
    }

    /**
     * @throws ModelException if ONNX Runtime refuses the file or every provider
     */
    static SharedSession acquire(ModelPackage model, String file, RuntimeOptions options) {
        Key key =
                new Key(
                        model.describe(file),
                        model.manifest().file(file).map(PackageFile::sha256).orElse(""),
                        options.providers(),
                        options.deviceId(),
                        options.intraOpThreads());
        synchronized (OPEN) {
            SharedSession shared = OPEN.get(key);
            if (shared == null) {
                shared = DeepStack.call(() -> load(key, model, file));
                OPEN.put(key, shared);
            }
            shared.users++;
            return shared;
        }
    }

    void release() {
        synchronized (OPEN) {
            users--;
            if (users > 0) {
                return;
            }
            OPEN.remove(key);
        }
        try {
            session.close();
        } catch (OrtException e) {
            LOG.warn("{}: session did not close: {}", key.file, e.getMessage());
        }
    }

    OrtSession session() {
        return session;
    }

    Provider provider() {
        return provider;
    }

    /** How many sessions this process holds. */
    public static int open() {
        synchronized (OPEN) {
            return OPEN.size();
        }
    }

    private static SharedSession load(Key key, ModelPackage model, String file) {
        Optional<Path> path = model.file(file);
        // First of all: a provider that cannot be loaded is written to the environment's log, and
        // without an environment ONNX Runtime fails over the missing log before it has tried.
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        for (Provider provider : key.providers) {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(key.threads);
                options.setInterOpNumThreads(1);
                add(provider, key.deviceId, options);
                OrtSession session =
                        path.isPresent()
                                ? environment.createSession(path.get().toString(), options)
                                : environment.createSession(model.bytes(file), options);
                said(key, provider);
                return new SharedSession(key, session, provider);
            } catch (OrtException e) {
                failed(key, provider, e);
            }
        }
        throw new IllegalStateException("the last provider either loads or throws");
    }

    private static void said(Key key, Provider provider) {
        Provider asked = key.providers.get(0);
        if (provider == asked) {
            LOG.info("{}: runs on {}", key.file, provider.wireName());
        } else {
            LOG.warn("{}: runs on {}, not on {}", key.file, provider.wireName(), asked.wireName());
        }
    }

    private static void failed(Key key, Provider provider, OrtException e) {
        String why =
                key.file + ": cannot be loaded on " + provider.wireName() + ": " + e.getMessage();
        if (provider == key.providers.get(key.providers.size() - 1)) {
            throw new ModelException(why, e);
        }
        LOG.warn("{}; the next provider is tried", why);
    }

    private static void add(Provider provider, int device, OrtSession.SessionOptions options)
            throws OrtException {
        switch (provider) {
            case CUDA -> options.addCUDA(device);
            case TENSORRT -> {
                options.addTensorrt(device);
                options.addCUDA(device);
            }
            case CPU -> options.addCPU(true);
        }
    }
}
