/** The PostgreSQL majors that a Supabase project may have. */
export type Major = 15 | 17 | 18;
