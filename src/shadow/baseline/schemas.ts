/** The schemas of a fresh project with their owners and who may use them. */
export const schemasSql = `
CREATE SCHEMA auth AUTHORIZATION supabase_auth_admin;
CREATE SCHEMA storage AUTHORIZATION supabase_storage_admin;
CREATE SCHEMA extensions AUTHORIZATION postgres;
`;
