interface OperatorClass {
  readonly name: string;
  readonly type: 'vector' | 'halfvec' | 'sparsevec' | 'bit';
  readonly methods: readonly ('hnsw' | 'ivfflat')[];
  /** The method that takes this class where an index names none; hnsw has no such class. */
  readonly default?: true;
}

const operatorClasses: readonly OperatorClass[] = [
  { name: 'vector_l2_ops', type: 'vector', methods: ['hnsw', 'ivfflat'], default: true },
  { name: 'vector_ip_ops', type: 'vector', methods: ['hnsw', 'ivfflat'] },
  { name: 'vector_cosine_ops', type: 'vector', methods: ['hnsw', 'ivfflat'] },
  { name: 'vector_l1_ops', type: 'vector', methods: ['hnsw'] },
  { name: 'halfvec_l2_ops', type: 'halfvec', methods: ['hnsw', 'ivfflat'] },
  { name: 'halfvec_ip_ops', type: 'halfvec', methods: ['hnsw', 'ivfflat'] },
  { name: 'halfvec_cosine_ops', type: 'halfvec', methods: ['hnsw', 'ivfflat'] },
  { name: 'halfvec_l1_ops', type: 'halfvec', methods: ['hnsw'] },
  { name: 'sparsevec_l2_ops', type: 'sparsevec', methods: ['hnsw'] },
  { name: 'sparsevec_ip_ops', type: 'sparsevec', methods: ['hnsw'] },
  { name: 'sparsevec_cosine_ops', type: 'sparsevec', methods: ['hnsw'] },
  { name: 'sparsevec_l1_ops', type: 'sparsevec', methods: ['hnsw'] },
  { name: 'bit_hamming_ops', type: 'bit', methods: ['hnsw', 'ivfflat'] },
  { name: 'bit_jaccard_ops', type: 'bit', methods: ['hnsw'] },
];

/**
 * The index methods, over PostgreSQL's hash method: it asks nothing of a type but a hash, takes one column as pgvector
 * does, and without operators in a class no query is ever planned to use the index.
 */
export const vectorIndexSql = `
CREATE FUNCTION hnswhandler(internal) RETURNS index_am_handler LANGUAGE internal AS 'hashhandler';
CREATE FUNCTION ivfflathandler(internal) RETURNS index_am_handler LANGUAGE internal AS 'hashhandler';
CREATE ACCESS METHOD hnsw TYPE INDEX HANDLER hnswhandler;
COMMENT ON ACCESS METHOD hnsw IS 'hnsw index access method';
CREATE ACCESS METHOD ivfflat TYPE INDEX HANDLER ivfflathandler;
COMMENT ON ACCESS METHOD ivfflat IS 'ivfflat index access method';
${operatorClasses
  .flatMap(({ name, type, methods, default: isDefault }) =>
    methods.map(
      (method) =>
        `CREATE OPERATOR CLASS ${name}${isDefault && method === 'ivfflat' ? ' DEFAULT' : ''} FOR TYPE ${type} USING ${method} AS FUNCTION 1 ${type}_hash(${type});`,
    ),
  )
  .join('\n')}
`;
