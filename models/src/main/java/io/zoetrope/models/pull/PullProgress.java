package io.zoetrope.models.pull;

/** Hears how a pull goes on. Called by one thread. */
public interface PullProgress {
    /**
     * @param total bytes; 0 if neither manifest nor source says
     */
    void begin(String file, long total);

    /**
     * @param done bytes of the current file so far, those of an earlier try counted; falls if the
     *     file has to be started again
     */
    void at(long done);

    /** The current file is whole and has its name. */
    void end();

    /** Something a person should know, such as a try that failed and will be repeated. */
    void note(String line);
}
