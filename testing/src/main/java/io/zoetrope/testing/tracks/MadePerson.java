package io.zoetrope.testing.tracks;

/** Somebody of a scene: where he is, in metres, and how he moves. */
final class MadePerson {
    double x;
    double z;
    double speedX;
    double speedZ;
    double tall;
    double standsUntilS;
    long id;
    double[] waver = new double[5];
    float[] look;
}
