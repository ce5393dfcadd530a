package io.zoetrope.connectors.opensearch;

import java.io.Serializable;

/**
 * How the bootstrap makes a vector index; an index that exists keeps what it was made with.
 *
 * @param engine {@code lucene} or {@code faiss}; faiss needs k-NN's native libraries, which the
 *     bootstrap tries before it makes an index
 * @param m links of each vector in the HNSW graph
 * @param efConstruction candidates looked at for each vector added to it
 * @param shards primaries of each index
 * @param replicas copies of each shard
 */
public record VectorIndexOptions(String engine, int m, int efConstruction, int shards, int replicas)
        implements Serializable {
    public static final String LUCENE = "lucene";
    static final String FAISS = "faiss";

    public static final VectorIndexOptions DEFAULT = new VectorIndexOptions(LUCENE, 16, 100, 1, 0);

    public VectorIndexOptions {
        if (!engine.equals(LUCENE) && !engine.equals(FAISS)) {
            throw new IllegalArgumentException("engine is lucene or faiss, not " + engine);
        }
    }

    public VectorIndexOptions withEngine(String newEngine) {
        return new VectorIndexOptions(newEngine, m, efConstruction, shards, replicas);
    }
}
