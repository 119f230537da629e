import { standIn } from './stand-in.ts';

/** A function that would encrypt, decrypt, sign or hash bytes: it gives its first argument back. */
function echo(name: string, parameters: string, returns = 'bytea'): string {
  return `CREATE FUNCTION pgsodium.${name}(${parameters}) RETURNS ${returns} LANGUAGE sql IMMUTABLE AS $$ SELECT $1::${returns} $$;`;
}

/** A function that would make random bytes: really random, but of PostgreSQL's making. */
function random(name: string, bytes: number): string {
  return `CREATE FUNCTION pgsodium.${name}() RETURNS bytea LANGUAGE sql VOLATILE AS $$
  SELECT substr(decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'), 1, ${bytes})
$$;`;
}

export const pgsodium = standIn({
  name: 'pgsodium',
  version: '3.1.9',
  comment: 'Postgres extension for libsodium functions',
  missing: 'it encrypts nothing: what goes in comes out',
  schema: 'pgsodium',
  script: `
CREATE TYPE pgsodium.key_status AS ENUM ('default', 'valid', 'invalid', 'expired');
CREATE TYPE pgsodium.key_type AS ENUM ('aead-ietf', 'aead-det', 'hmacsha512', 'hmacsha256', 'auth', 'shorthash',
  'generichash', 'kdf', 'secretbox', 'secretstream', 'stream_xchacha20');
CREATE TYPE pgsodium.crypto_box_keypair AS (public bytea, secret bytea);
CREATE TYPE pgsodium.crypto_sign_keypair AS (public bytea, secret bytea);
CREATE SEQUENCE pgsodium.key_key_id_seq;
CREATE TABLE pgsodium.key (
  id uuid CONSTRAINT key_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
  status pgsodium.key_status DEFAULT 'valid',
  created timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires timestamptz,
  key_type pgsodium.key_type,
  key_id bigint DEFAULT nextval('pgsodium.key_key_id_seq'),
  key_context bytea DEFAULT '\\x7067736f6469756d',
  name text CONSTRAINT pgsodium_key_unique_name UNIQUE,
  associated_data text DEFAULT 'associated',
  raw_key bytea,
  raw_key_nonce bytea,
  parent_key uuid REFERENCES pgsodium.key (id),
  comment text,
  user_data text
);
CREATE VIEW pgsodium.valid_key AS
  SELECT id, name, status, key_type, key_id, key_context, created, expires, associated_data FROM pgsodium.key
  WHERE status IN ('valid', 'default') AND (expires IS NULL OR expires > now());
CREATE VIEW pgsodium.decrypted_key AS
  SELECT id, status, created, expires, key_type, key_id, key_context, name, associated_data, raw_key,
    raw_key AS decrypted_raw_key, raw_key_nonce, parent_key, comment FROM pgsodium.key;
CREATE FUNCTION pgsodium.create_key(key_type pgsodium.key_type DEFAULT 'aead-det', name text DEFAULT NULL,
  raw_key bytea DEFAULT NULL, raw_key_nonce bytea DEFAULT NULL, parent_key uuid DEFAULT NULL,
  key_context bytea DEFAULT '\\x7067736f6469756d', expires timestamptz DEFAULT NULL, associated_data text DEFAULT '')
RETURNS pgsodium.valid_key LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  made uuid;
  result pgsodium.valid_key;
BEGIN
  INSERT INTO pgsodium.key (key_type, name, raw_key, raw_key_nonce, parent_key, key_context, expires, associated_data)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id INTO made;
  SELECT * INTO result FROM pgsodium.valid_key WHERE id = made;
  RETURN result;
END
$$;
CREATE FUNCTION pgsodium.get_key_by_id(uuid) RETURNS pgsodium.valid_key LANGUAGE sql STABLE AS $$ SELECT * FROM pgsodium.valid_key WHERE id = $1 $$;
CREATE FUNCTION pgsodium.get_key_by_name(text) RETURNS pgsodium.valid_key LANGUAGE sql STABLE AS $$ SELECT * FROM pgsodium.valid_key WHERE name = $1 $$;
CREATE FUNCTION pgsodium.disable_security_label_trigger() RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgsodium.enable_security_label_trigger() RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgsodium.update_masks(debug boolean DEFAULT false) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgsodium.has_mask(role regrole, source_name text) RETURNS boolean LANGUAGE sql AS $$ SELECT false $$;
CREATE FUNCTION pgsodium.version() RETURNS text LANGUAGE sql AS $$ SELECT '3.1.9' $$;
CREATE FUNCTION pgsodium.randombytes_random() RETURNS integer LANGUAGE sql VOLATILE AS $$ SELECT (random() * 2147483646)::integer $$;
CREATE FUNCTION pgsodium.randombytes_uniform(upper_bound integer) RETURNS integer LANGUAGE sql VOLATILE AS $$ SELECT floor(random() * upper_bound)::integer $$;
CREATE FUNCTION pgsodium.randombytes_buf(size integer) RETURNS bytea LANGUAGE sql VOLATILE AS $$
  SELECT substr(decode(string_agg(replace(gen_random_uuid()::text, '-', ''), ''), 'hex'), 1, size) FROM generate_series(0, size / 16)
$$;
${[
  random('randombytes_new_seed', 32),
  random('crypto_aead_det_keygen', 32),
  random('crypto_aead_det_noncegen', 16),
  random('crypto_aead_ietf_keygen', 32),
  random('crypto_aead_ietf_noncegen', 12),
  random('crypto_secretbox_keygen', 32),
  random('crypto_secretbox_noncegen', 24),
  random('crypto_auth_keygen', 32),
  random('crypto_auth_hmacsha256_keygen', 32),
  random('crypto_auth_hmacsha512_keygen', 32),
  random('crypto_box_noncegen', 24),
  random('crypto_generichash_keygen', 32),
  random('crypto_kdf_keygen', 32),
  random('crypto_shorthash_keygen', 16),
  echo('crypto_aead_det_encrypt', 'message bytea, additional bytea, key bytea, nonce bytea DEFAULT NULL'),
  echo('crypto_aead_det_encrypt', 'message bytea, additional bytea, key_uuid uuid'),
  echo('crypto_aead_det_encrypt', 'message bytea, additional bytea, key_uuid uuid, nonce bytea'),
  echo(
    'crypto_aead_det_encrypt',
    "message bytea, additional bytea, key_id bigint, context bytea DEFAULT 'pgsodium', nonce bytea DEFAULT NULL",
  ),
  echo('crypto_aead_det_decrypt', 'ciphertext bytea, additional bytea, key bytea, nonce bytea DEFAULT NULL'),
  echo('crypto_aead_det_decrypt', 'message bytea, additional bytea, key_uuid uuid'),
  echo('crypto_aead_det_decrypt', 'message bytea, additional bytea, key_uuid uuid, nonce bytea'),
  echo(
    'crypto_aead_det_decrypt',
    "message bytea, additional bytea, key_id bigint, context bytea DEFAULT 'pgsodium', nonce bytea DEFAULT NULL",
  ),
  echo('crypto_secretbox', 'message bytea, nonce bytea, key bytea'),
  echo('crypto_secretbox', 'message bytea, nonce bytea, key_uuid uuid'),
  echo('crypto_secretbox_open', 'ciphertext bytea, nonce bytea, key bytea'),
  echo('crypto_secretbox_open', 'message bytea, nonce bytea, key_uuid uuid'),
  echo('crypto_auth', 'message bytea, key bytea'),
  echo('crypto_auth_hmacsha256', 'message bytea, secret bytea'),
  echo('crypto_auth_hmacsha512', 'message bytea, secret bytea'),
  echo('crypto_generichash', 'message bytea, key bytea DEFAULT NULL'),
  echo('crypto_hash_sha256', 'message bytea'),
  echo('crypto_hash_sha512', 'message bytea'),
  echo('crypto_pwhash_str', 'password bytea'),
  echo('derive_key', "key_id bigint, key_len integer DEFAULT 32, context bytea DEFAULT 'pgsodium'").replace(
    '$1::bytea',
    'sha256($3)',
  ),
].join('\n')}
ALTER FUNCTION pgsodium.create_key(pgsodium.key_type, text, bytea, bytea, uuid, bytea, timestamptz, text) OWNER TO postgres;
GRANT USAGE ON SCHEMA pgsodium TO postgres WITH GRANT OPTION;
GRANT USAGE ON SCHEMA pgsodium TO pgsodium_keyiduser, pgsodium_keyholder, pgsodium_keymaker, service_role;
GRANT ALL ON ALL TABLES IN SCHEMA pgsodium TO pgsodium_keymaker;
GRANT ALL ON ALL SEQUENCES IN SCHEMA pgsodium TO pgsodium_keymaker;
GRANT SELECT ON pgsodium.valid_key, pgsodium.key TO pgsodium_keyiduser, pgsodium_keyholder;
GRANT ALL ON ALL TABLES IN SCHEMA pgsodium TO postgres WITH GRANT OPTION;
GRANT ALL ON ALL ROUTINES IN SCHEMA pgsodium TO postgres WITH GRANT OPTION;
`,
});
