package io.zoetrope.query.media;

import io.zoetrope.query.http.content.Content;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An object of a bucket, read from the store when it is opened.
 *
 * @param etag strong, with its quotes
 */
record StoredObject(S3Client client, String bucket, String key, long size, String etag)
        implements Content {
    @Override
    public InputStream open(long from) throws IOException {
        try {
            return client.getObject(
                    get -> get.bucket(bucket).key(key).ifMatch(etag).range("bytes=" + from + "-"));
        } catch (SdkException e) {
            throw new IOException("cannot read " + key + " of bucket " + bucket, e);
        }
    }
}
