package io.zoetrope.operators;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReaders;
import io.zoetrope.media.process.DecoderPool;
import io.zoetrope.media.process.DecoderSet;
import io.zoetrope.media.process.DecoderSettings;

/**
 * Decodes in processes of their own: what a file does to its decoder, the job does not notice.
 *
 * @param probers most processes that look into arriving videos, for each process of the job
 */
public record ProcessReaders(
        DecoderSettings forDecoding, DecoderSettings forProbing, ReaderLimits limits, int probers)
        implements VideoReaderFactory {
    @Override
    public VideoReaders decoding() {
        return new DecoderSet(forDecoding, limits);
    }

    @Override
    public VideoReaders packaging() {
        return new DecoderSet(forDecoding.withoutPictures(), limits);
    }

    @Override
    public VideoReaders probing() {
        return DecoderPool.share(forProbing.withoutPictures(), limits, probers);
    }
}
