import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
import{a as k}from"./pg-lib-client.js";import{a as M}from"./manifest.js";function Wt(e){return typeof e!="object"||e===null||!("code"in e)?null:typeof e.code=="string"?e.code:null}var Vt=5432,Qt="supabase_admin",P=class e{#e;#t=Promise.resolve();constructor(t){this.#e=t}static async open(t,a="sluice"){let r=new k.Client({...t,application_name:a});return r.on("error",()=>{}),await r.connect(),new e(r)}async rows(t){let a=this.#t.then(()=>this.#e.query(t));this.#t=a.catch(()=>{});let r=await a;return Array.isArray(r)?[]:r.rows}async text(t){let[a]=await this.rows(t),r=Object.values(a??{})[0];if(typeof r=="string")return r;throw new M("internal",{message:`The shadow gave no text for: ${t}`,remedy:"Please report this with the output."})}async[Symbol.asyncDispose](){await this.#e.end().catch(()=>{})}};var B=`
CREATE TYPE auth.factor_status AS ENUM ('unverified', 'verified');
CREATE TYPE auth.factor_type AS ENUM ('totp', 'webauthn', 'phone');
CREATE TABLE auth.mfa_factors (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  friendly_name text,
  factor_type auth.factor_type NOT NULL,
  status auth.factor_status NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  secret text,
  phone text,
  last_challenged_at timestamptz,
  web_authn_credential jsonb,
  web_authn_aaguid uuid,
  last_webauthn_challenge_data jsonb,
  CONSTRAINT mfa_factors_pkey PRIMARY KEY (id),
  CONSTRAINT mfa_factors_last_challenged_at_key UNIQUE (last_challenged_at),
  CONSTRAINT mfa_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX mfa_factors_user_friendly_name_unique ON auth.mfa_factors (friendly_name, user_id) WHERE (btrim(friendly_name) <> '');
CREATE INDEX factor_id_created_at_idx ON auth.mfa_factors (user_id, created_at);
CREATE INDEX mfa_factors_user_id_idx ON auth.mfa_factors (user_id);
CREATE UNIQUE INDEX unique_phone_factor_per_user ON auth.mfa_factors (user_id, phone);
ALTER TABLE auth.mfa_factors ENABLE ROW LEVEL SECURITY;
CREATE TABLE auth.mfa_challenges (
  id uuid NOT NULL,
  factor_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  verified_at timestamptz,
  ip_address inet NOT NULL,
  otp_code text,
  web_authn_session_data jsonb,
  CONSTRAINT mfa_challenges_pkey PRIMARY KEY (id),
  CONSTRAINT mfa_challenges_auth_factor_id_fkey FOREIGN KEY (factor_id) REFERENCES auth.mfa_factors(id) ON DELETE CASCADE
);
CREATE INDEX mfa_challenge_created_at_idx ON auth.mfa_challenges (created_at DESC);
ALTER TABLE auth.mfa_challenges ENABLE ROW LEVEL SECURITY;
CREATE TABLE auth.webauthn_credentials (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  credential_id bytea NOT NULL,
  public_key bytea NOT NULL,
  attestation_type text NOT NULL DEFAULT '',
  aaguid uuid,
  sign_count bigint NOT NULL DEFAULT 0,
  transports jsonb NOT NULL DEFAULT '[]',
  backup_eligible boolean NOT NULL DEFAULT false,
  backed_up boolean NOT NULL DEFAULT false,
  friendly_name text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  CONSTRAINT webauthn_credentials_pkey PRIMARY KEY (id),
  CONSTRAINT webauthn_credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX webauthn_credentials_credential_id_key ON auth.webauthn_credentials (credential_id);
CREATE INDEX webauthn_credentials_user_id_idx ON auth.webauthn_credentials (user_id);
CREATE TABLE auth.webauthn_challenges (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid,
  challenge_type text NOT NULL,
  session_data jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  CONSTRAINT webauthn_challenges_pkey PRIMARY KEY (id),
  CONSTRAINT webauthn_challenges_challenge_type_check CHECK (challenge_type IN ('signup', 'registration', 'authentication')),
  CONSTRAINT webauthn_challenges_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);
CREATE INDEX webauthn_challenges_user_id_idx ON auth.webauthn_challenges (user_id);
CREATE INDEX webauthn_challenges_expires_at_idx ON auth.webauthn_challenges (expires_at);
`;var w=`
CREATE TYPE auth.oauth_authorization_status AS ENUM ('pending', 'approved', 'denied', 'expired');
CREATE TYPE auth.oauth_client_type AS ENUM ('public', 'confidential');
CREATE TYPE auth.oauth_registration_type AS ENUM ('dynamic', 'manual');
CREATE TYPE auth.oauth_response_type AS ENUM ('code');
CREATE TABLE auth.oauth_clients (
  id uuid NOT NULL,
  client_secret_hash text,
  registration_type auth.oauth_registration_type NOT NULL,
  redirect_uris text NOT NULL,
  grant_types text NOT NULL,
  client_name text,
  client_uri text,
  logo_uri text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  client_type auth.oauth_client_type NOT NULL DEFAULT 'confidential',
  token_endpoint_auth_method text NOT NULL,
  CONSTRAINT oauth_clients_pkey PRIMARY KEY (id),
  CONSTRAINT oauth_clients_client_name_length CHECK (char_length(client_name) <= 1024),
  CONSTRAINT oauth_clients_client_uri_length CHECK (char_length(client_uri) <= 2048),
  CONSTRAINT oauth_clients_logo_uri_length CHECK (char_length(logo_uri) <= 2048),
  CONSTRAINT oauth_clients_token_endpoint_auth_method_check CHECK (token_endpoint_auth_method IN ('client_secret_basic', 'client_secret_post', 'none'))
);
CREATE INDEX oauth_clients_deleted_at_idx ON auth.oauth_clients (deleted_at);
CREATE TABLE auth.oauth_authorizations (
  id uuid NOT NULL,
  authorization_id text NOT NULL,
  client_id uuid NOT NULL,
  user_id uuid,
  redirect_uri text NOT NULL,
  scope text NOT NULL,
  state text,
  resource text,
  code_challenge text,
  code_challenge_method auth.code_challenge_method,
  response_type auth.oauth_response_type NOT NULL DEFAULT 'code',
  status auth.oauth_authorization_status NOT NULL DEFAULT 'pending',
  authorization_code text,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL DEFAULT (now() + interval '3 minutes'),
  approved_at timestamptz,
  nonce text,
  CONSTRAINT oauth_authorizations_pkey PRIMARY KEY (id),
  CONSTRAINT oauth_authorizations_authorization_code_key UNIQUE (authorization_code),
  CONSTRAINT oauth_authorizations_authorization_id_key UNIQUE (authorization_id),
  CONSTRAINT oauth_authorizations_authorization_code_length CHECK (char_length(authorization_code) <= 255),
  CONSTRAINT oauth_authorizations_code_challenge_length CHECK (char_length(code_challenge) <= 128),
  CONSTRAINT oauth_authorizations_expires_at_future CHECK (expires_at > created_at),
  CONSTRAINT oauth_authorizations_nonce_length CHECK (char_length(nonce) <= 255),
  CONSTRAINT oauth_authorizations_redirect_uri_length CHECK (char_length(redirect_uri) <= 2048),
  CONSTRAINT oauth_authorizations_resource_length CHECK (char_length(resource) <= 2048),
  CONSTRAINT oauth_authorizations_scope_length CHECK (char_length(scope) <= 4096),
  CONSTRAINT oauth_authorizations_state_length CHECK (char_length(state) <= 4096),
  CONSTRAINT oauth_authorizations_client_id_fkey FOREIGN KEY (client_id) REFERENCES auth.oauth_clients(id) ON DELETE CASCADE,
  CONSTRAINT oauth_authorizations_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);
CREATE INDEX oauth_auth_pending_exp_idx ON auth.oauth_authorizations (expires_at) WHERE (status = 'pending');
CREATE TABLE auth.oauth_consents (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  client_id uuid NOT NULL,
  scopes text NOT NULL,
  granted_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  CONSTRAINT oauth_consents_pkey PRIMARY KEY (id),
  CONSTRAINT oauth_consents_user_client_unique UNIQUE (user_id, client_id),
  CONSTRAINT oauth_consents_revoked_after_granted CHECK ((revoked_at IS NULL) OR (revoked_at >= granted_at)),
  CONSTRAINT oauth_consents_scopes_length CHECK (char_length(scopes) <= 2048),
  CONSTRAINT oauth_consents_scopes_not_empty CHECK (char_length(btrim(scopes)) > 0),
  CONSTRAINT oauth_consents_client_id_fkey FOREIGN KEY (client_id) REFERENCES auth.oauth_clients(id) ON DELETE CASCADE,
  CONSTRAINT oauth_consents_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);
CREATE INDEX oauth_consents_active_user_client_idx ON auth.oauth_consents (user_id, client_id) WHERE (revoked_at IS NULL);
CREATE INDEX oauth_consents_user_order_idx ON auth.oauth_consents (user_id, granted_at DESC);
CREATE INDEX oauth_consents_active_client_idx ON auth.oauth_consents (client_id) WHERE (revoked_at IS NULL);
CREATE TABLE auth.oauth_client_states (
  id uuid NOT NULL,
  provider_type text NOT NULL,
  code_verifier text,
  created_at timestamptz NOT NULL,
  CONSTRAINT oauth_client_states_pkey PRIMARY KEY (id)
);
CREATE INDEX idx_oauth_client_states_created_at ON auth.oauth_client_states (created_at);
CREATE TABLE auth.custom_oauth_providers (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  provider_type text NOT NULL,
  identifier text NOT NULL,
  name text NOT NULL,
  client_id text NOT NULL,
  client_secret text NOT NULL,
  acceptable_client_ids text[] NOT NULL DEFAULT '{}',
  scopes text[] NOT NULL DEFAULT '{}',
  pkce_enabled boolean NOT NULL DEFAULT true,
  attribute_mapping jsonb NOT NULL DEFAULT '{}',
  authorization_params jsonb NOT NULL DEFAULT '{}',
  enabled boolean NOT NULL DEFAULT true,
  email_optional boolean NOT NULL DEFAULT false,
  issuer text,
  discovery_url text,
  skip_nonce_check boolean NOT NULL DEFAULT false,
  cached_discovery jsonb,
  discovery_cached_at timestamptz,
  authorization_url text,
  token_url text,
  userinfo_url text,
  jwks_uri text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  custom_claims_allowlist text[] NOT NULL DEFAULT '{}',
  CONSTRAINT custom_oauth_providers_pkey PRIMARY KEY (id),
  CONSTRAINT custom_oauth_providers_identifier_key UNIQUE (identifier),
  CONSTRAINT custom_oauth_providers_authorization_url_https CHECK ((authorization_url IS NULL) OR (authorization_url LIKE 'https://%')),
  CONSTRAINT custom_oauth_providers_authorization_url_length CHECK ((authorization_url IS NULL) OR (char_length(authorization_url) <= 2048)),
  CONSTRAINT custom_oauth_providers_client_id_length CHECK (char_length(client_id) >= 1 AND char_length(client_id) <= 512),
  CONSTRAINT custom_oauth_providers_discovery_url_length CHECK ((discovery_url IS NULL) OR (char_length(discovery_url) <= 2048)),
  CONSTRAINT custom_oauth_providers_identifier_format CHECK (identifier ~ '^[a-z0-9][a-z0-9:-]{0,48}[a-z0-9]$'),
  CONSTRAINT custom_oauth_providers_issuer_length CHECK (issuer IS NULL OR (char_length(issuer) >= 1 AND char_length(issuer) <= 2048)),
  CONSTRAINT custom_oauth_providers_jwks_uri_https CHECK ((jwks_uri IS NULL) OR (jwks_uri LIKE 'https://%')),
  CONSTRAINT custom_oauth_providers_jwks_uri_length CHECK ((jwks_uri IS NULL) OR (char_length(jwks_uri) <= 2048)),
  CONSTRAINT custom_oauth_providers_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 100),
  CONSTRAINT custom_oauth_providers_oauth2_requires_endpoints CHECK (provider_type <> 'oauth2' OR ((authorization_url IS NOT NULL) AND (token_url IS NOT NULL) AND (userinfo_url IS NOT NULL))),
  CONSTRAINT custom_oauth_providers_oidc_discovery_url_https CHECK ((provider_type <> 'oidc') OR (discovery_url IS NULL) OR (discovery_url LIKE 'https://%')),
  CONSTRAINT custom_oauth_providers_oidc_issuer_https CHECK ((provider_type <> 'oidc') OR (issuer IS NULL) OR (issuer LIKE 'https://%')),
  CONSTRAINT custom_oauth_providers_oidc_requires_issuer CHECK ((provider_type <> 'oidc') OR (issuer IS NOT NULL)),
  CONSTRAINT custom_oauth_providers_provider_type_check CHECK (provider_type IN ('oauth2', 'oidc')),
  CONSTRAINT custom_oauth_providers_token_url_https CHECK ((token_url IS NULL) OR (token_url LIKE 'https://%')),
  CONSTRAINT custom_oauth_providers_token_url_length CHECK ((token_url IS NULL) OR (char_length(token_url) <= 2048)),
  CONSTRAINT custom_oauth_providers_userinfo_url_https CHECK ((userinfo_url IS NULL) OR (userinfo_url LIKE 'https://%')),
  CONSTRAINT custom_oauth_providers_userinfo_url_length CHECK ((userinfo_url IS NULL) OR (char_length(userinfo_url) <= 2048))
);
CREATE INDEX custom_oauth_providers_identifier_idx ON auth.custom_oauth_providers (identifier);
CREATE INDEX custom_oauth_providers_provider_type_idx ON auth.custom_oauth_providers (provider_type);
CREATE INDEX custom_oauth_providers_enabled_idx ON auth.custom_oauth_providers (enabled);
CREATE INDEX custom_oauth_providers_created_at_idx ON auth.custom_oauth_providers (created_at);
`;var H=`
CREATE TABLE auth.sessions (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamptz,
  updated_at timestamptz,
  factor_id uuid,
  aal auth.aal_level,
  not_after timestamptz,
  refreshed_at timestamp,
  user_agent text,
  ip inet,
  tag text,
  oauth_client_id uuid,
  refresh_token_hmac_key text,
  refresh_token_counter bigint,
  scopes text,
  CONSTRAINT sessions_pkey PRIMARY KEY (id),
  CONSTRAINT sessions_scopes_length CHECK (char_length(scopes) <= 4096),
  CONSTRAINT sessions_oauth_client_id_fkey FOREIGN KEY (oauth_client_id) REFERENCES auth.oauth_clients(id) ON DELETE CASCADE,
  CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);
CREATE INDEX user_id_created_at_idx ON auth.sessions (user_id, created_at);
CREATE INDEX sessions_user_id_idx ON auth.sessions (user_id);
CREATE INDEX sessions_not_after_idx ON auth.sessions (not_after DESC);
CREATE INDEX sessions_oauth_client_id_idx ON auth.sessions (oauth_client_id);
ALTER TABLE auth.sessions ENABLE ROW LEVEL SECURITY;
CREATE TABLE auth.refresh_tokens (
  instance_id uuid,
  id bigserial,
  token varchar(255),
  user_id varchar(255),
  revoked boolean,
  created_at timestamptz,
  updated_at timestamptz,
  parent varchar(255),
  session_id uuid,
  CONSTRAINT refresh_tokens_pkey PRIMARY KEY (id),
  CONSTRAINT refresh_tokens_token_unique UNIQUE (token),
  CONSTRAINT refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES auth.sessions(id) ON DELETE CASCADE
);
CREATE INDEX refresh_tokens_instance_id_idx ON auth.refresh_tokens (instance_id);
CREATE INDEX refresh_tokens_instance_id_user_id_idx ON auth.refresh_tokens (instance_id, user_id);
CREATE INDEX refresh_tokens_parent_idx ON auth.refresh_tokens (parent);
CREATE INDEX refresh_tokens_session_id_revoked_idx ON auth.refresh_tokens (session_id, revoked);
CREATE INDEX refresh_tokens_updated_at_idx ON auth.refresh_tokens (updated_at DESC);
ALTER TABLE auth.refresh_tokens ENABLE ROW LEVEL SECURITY;
CREATE TABLE auth.mfa_amr_claims (
  session_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  authentication_method text NOT NULL,
  id uuid NOT NULL,
  CONSTRAINT amr_id_pk PRIMARY KEY (id),
  CONSTRAINT mfa_amr_claims_session_id_authentication_method_pkey UNIQUE (session_id, authentication_method),
  CONSTRAINT mfa_amr_claims_session_id_fkey FOREIGN KEY (session_id) REFERENCES auth.sessions(id) ON DELETE CASCADE
);
ALTER TABLE auth.mfa_amr_claims ENABLE ROW LEVEL SECURITY;
`;var j=`
CREATE TYPE auth.code_challenge_method AS ENUM ('s256', 'plain');
CREATE TABLE auth.flow_state (
  id uuid NOT NULL,
  user_id uuid,
  auth_code text,
  code_challenge_method auth.code_challenge_method,
  code_challenge text,
  provider_type text NOT NULL,
  provider_access_token text,
  provider_refresh_token text,
  created_at timestamptz,
  updated_at timestamptz,
  authentication_method text NOT NULL,
  auth_code_issued_at timestamptz,
  invite_token text,
  referrer text,
  oauth_client_state_id uuid,
  linking_target_id uuid,
  email_optional boolean NOT NULL DEFAULT false,
  CONSTRAINT flow_state_pkey PRIMARY KEY (id)
);
CREATE INDEX idx_auth_code ON auth.flow_state (auth_code);
CREATE INDEX idx_user_id_auth_method ON auth.flow_state (user_id, authentication_method);
CREATE INDEX flow_state_created_at_idx ON auth.flow_state (created_at DESC);
ALTER TABLE auth.flow_state ENABLE ROW LEVEL SECURITY;
CREATE TABLE auth.sso_providers (
  id uuid NOT NULL,
  resource_id text,
  created_at timestamptz,
  updated_at timestamptz,
  disabled boolean,
  CONSTRAINT sso_providers_pkey PRIMARY KEY (id),
  CONSTRAINT "resource_id not empty" CHECK (resource_id = NULL OR char_length(resource_id) > 0)
);
CREATE UNIQUE INDEX sso_providers_resource_id_idx ON auth.sso_providers (lower(resource_id));
CREATE INDEX sso_providers_resource_id_pattern_idx ON auth.sso_providers (resource_id text_pattern_ops);
ALTER TABLE auth.sso_providers ENABLE ROW LEVEL SECURITY;
CREATE TABLE auth.sso_domains (
  id uuid NOT NULL,
  sso_provider_id uuid NOT NULL,
  domain text NOT NULL,
  created_at timestamptz,
  updated_at timestamptz,
  CONSTRAINT sso_domains_pkey PRIMARY KEY (id),
  CONSTRAINT "domain not empty" CHECK (char_length(domain) > 0),
  CONSTRAINT sso_domains_sso_provider_id_fkey FOREIGN KEY (sso_provider_id) REFERENCES auth.sso_providers(id) ON DELETE CASCADE
);
CREATE INDEX sso_domains_sso_provider_id_idx ON auth.sso_domains (sso_provider_id);
CREATE UNIQUE INDEX sso_domains_domain_idx ON auth.sso_domains (lower(domain));
ALTER TABLE auth.sso_domains ENABLE ROW LEVEL SECURITY;
CREATE TABLE auth.saml_providers (
  id uuid NOT NULL,
  sso_provider_id uuid NOT NULL,
  entity_id text NOT NULL,
  metadata_xml text NOT NULL,
  metadata_url text,
  attribute_mapping jsonb,
  created_at timestamptz,
  updated_at timestamptz,
  name_id_format text,
  CONSTRAINT saml_providers_pkey PRIMARY KEY (id),
  CONSTRAINT saml_providers_entity_id_key UNIQUE (entity_id),
  CONSTRAINT "entity_id not empty" CHECK (char_length(entity_id) > 0),
  CONSTRAINT "metadata_url not empty" CHECK (metadata_url = NULL OR char_length(metadata_url) > 0),
  CONSTRAINT "metadata_xml not empty" CHECK (char_length(metadata_xml) > 0),
  CONSTRAINT saml_providers_sso_provider_id_fkey FOREIGN KEY (sso_provider_id) REFERENCES auth.sso_providers(id) ON DELETE CASCADE
);
CREATE INDEX saml_providers_sso_provider_id_idx ON auth.saml_providers (sso_provider_id);
ALTER TABLE auth.saml_providers ENABLE ROW LEVEL SECURITY;
CREATE TABLE auth.saml_relay_states (
  id uuid NOT NULL,
  sso_provider_id uuid NOT NULL,
  request_id text NOT NULL,
  for_email text,
  redirect_to text,
  created_at timestamptz,
  updated_at timestamptz,
  flow_state_id uuid,
  CONSTRAINT saml_relay_states_pkey PRIMARY KEY (id),
  CONSTRAINT "request_id not empty" CHECK (char_length(request_id) > 0),
  CONSTRAINT saml_relay_states_flow_state_id_fkey FOREIGN KEY (flow_state_id) REFERENCES auth.flow_state(id) ON DELETE CASCADE,
  CONSTRAINT saml_relay_states_sso_provider_id_fkey FOREIGN KEY (sso_provider_id) REFERENCES auth.sso_providers(id) ON DELETE CASCADE
);
CREATE INDEX saml_relay_states_sso_provider_id_idx ON auth.saml_relay_states (sso_provider_id);
CREATE INDEX saml_relay_states_for_email_idx ON auth.saml_relay_states (for_email);
CREATE INDEX saml_relay_states_created_at_idx ON auth.saml_relay_states (created_at DESC);
ALTER TABLE auth.saml_relay_states ENABLE ROW LEVEL SECURITY;
`;var Y=`
CREATE TYPE auth.aal_level AS ENUM ('aal1', 'aal2', 'aal3');
CREATE TYPE auth.one_time_token_type AS ENUM ('confirmation_token', 'reauthentication_token', 'recovery_token', 'email_change_token_new', 'email_change_token_current', 'phone_change_token');
CREATE TABLE auth.users (
  instance_id uuid,
  id uuid NOT NULL,
  aud varchar(255),
  role varchar(255),
  email varchar(255),
  encrypted_password varchar(255),
  email_confirmed_at timestamptz,
  invited_at timestamptz,
  confirmation_token varchar(255),
  confirmation_sent_at timestamptz,
  recovery_token varchar(255),
  recovery_sent_at timestamptz,
  email_change_token_new varchar(255),
  email_change varchar(255),
  email_change_sent_at timestamptz,
  last_sign_in_at timestamptz,
  raw_app_meta_data jsonb,
  raw_user_meta_data jsonb,
  is_super_admin boolean,
  created_at timestamptz,
  updated_at timestamptz,
  phone text DEFAULT NULL::character varying,
  phone_confirmed_at timestamptz,
  phone_change text DEFAULT ''::character varying,
  phone_change_token varchar(255) DEFAULT '',
  phone_change_sent_at timestamptz,
  confirmed_at timestamptz GENERATED ALWAYS AS (LEAST(email_confirmed_at, phone_confirmed_at)) STORED,
  email_change_token_current varchar(255) DEFAULT '',
  email_change_confirm_status smallint DEFAULT 0,
  banned_until timestamptz,
  reauthentication_token varchar(255) DEFAULT '',
  reauthentication_sent_at timestamptz,
  is_sso_user boolean NOT NULL DEFAULT false,
  deleted_at timestamptz,
  is_anonymous boolean NOT NULL DEFAULT false,
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_phone_key UNIQUE (phone),
  CONSTRAINT users_email_change_confirm_status_check CHECK ((email_change_confirm_status >= 0) AND (email_change_confirm_status <= 2))
);
CREATE INDEX users_instance_id_idx ON auth.users (instance_id);
CREATE INDEX users_instance_id_email_idx ON auth.users (instance_id, lower(email));
CREATE UNIQUE INDEX confirmation_token_idx ON auth.users (confirmation_token) WHERE (confirmation_token !~ '^[0-9 ]*$');
CREATE UNIQUE INDEX recovery_token_idx ON auth.users (recovery_token) WHERE (recovery_token !~ '^[0-9 ]*$');
CREATE UNIQUE INDEX email_change_token_current_idx ON auth.users (email_change_token_current) WHERE (email_change_token_current !~ '^[0-9 ]*$');
CREATE UNIQUE INDEX email_change_token_new_idx ON auth.users (email_change_token_new) WHERE (email_change_token_new !~ '^[0-9 ]*$');
CREATE UNIQUE INDEX reauthentication_token_idx ON auth.users (reauthentication_token) WHERE (reauthentication_token !~ '^[0-9 ]*$');
CREATE UNIQUE INDEX users_email_partial_key ON auth.users (email) WHERE (is_sso_user = false);
CREATE INDEX users_is_anonymous_idx ON auth.users (is_anonymous);
ALTER TABLE auth.users ENABLE ROW LEVEL SECURITY;
CREATE TABLE auth.identities (
  provider_id text NOT NULL,
  user_id uuid NOT NULL,
  identity_data jsonb NOT NULL,
  provider text NOT NULL,
  last_sign_in_at timestamptz,
  created_at timestamptz,
  updated_at timestamptz,
  email text GENERATED ALWAYS AS (lower(identity_data ->> 'email')) STORED,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  CONSTRAINT identities_pkey PRIMARY KEY (id),
  CONSTRAINT identities_provider_id_provider_unique UNIQUE (provider_id, provider),
  CONSTRAINT identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);
CREATE INDEX identities_user_id_idx ON auth.identities (user_id);
CREATE INDEX identities_email_idx ON auth.identities (email text_pattern_ops);
ALTER TABLE auth.identities ENABLE ROW LEVEL SECURITY;
CREATE TABLE auth.instances (
  id uuid NOT NULL,
  uuid uuid,
  raw_base_config text,
  created_at timestamptz,
  updated_at timestamptz,
  CONSTRAINT instances_pkey PRIMARY KEY (id)
);
ALTER TABLE auth.instances ENABLE ROW LEVEL SECURITY;
CREATE TABLE auth.audit_log_entries (
  instance_id uuid,
  id uuid NOT NULL,
  payload json,
  created_at timestamptz,
  ip_address varchar(64) NOT NULL DEFAULT '',
  CONSTRAINT audit_log_entries_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_logs_instance_id_idx ON auth.audit_log_entries (instance_id);
ALTER TABLE auth.audit_log_entries ENABLE ROW LEVEL SECURITY;
CREATE TABLE auth.schema_migrations (
  version varchar(255) NOT NULL,
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (version)
);
ALTER TABLE auth.schema_migrations ENABLE ROW LEVEL SECURITY;
CREATE TABLE auth.one_time_tokens (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token_type auth.one_time_token_type NOT NULL,
  token_hash text NOT NULL,
  relates_to text NOT NULL,
  created_at timestamp NOT NULL DEFAULT now(),
  updated_at timestamp NOT NULL DEFAULT now(),
  CONSTRAINT one_time_tokens_pkey PRIMARY KEY (id),
  CONSTRAINT one_time_tokens_token_hash_check CHECK (char_length(token_hash) > 0),
  CONSTRAINT one_time_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users(id) ON DELETE CASCADE
);
CREATE INDEX one_time_tokens_token_hash_hash_idx ON auth.one_time_tokens USING hash (token_hash);
CREATE INDEX one_time_tokens_relates_to_hash_idx ON auth.one_time_tokens USING hash (relates_to);
CREATE UNIQUE INDEX one_time_tokens_user_id_token_type_key ON auth.one_time_tokens (user_id, token_type);
ALTER TABLE auth.one_time_tokens ENABLE ROW LEVEL SECURITY;
`;var He=`
CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
  )::uuid
$$;
CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
  )
$$;
CREATE FUNCTION auth.email() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('request.jwt.claim.email', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'
  )
$$;
`,je=`
GRANT ALL ON ALL TABLES IN SCHEMA auth TO postgres, dashboard_user;
GRANT ALL ON ALL SEQUENCES IN SCHEMA auth TO postgres, dashboard_user;
GRANT ALL ON ALL ROUTINES IN SCHEMA auth TO postgres, dashboard_user;
`,W=["SET LOCAL ROLE supabase_auth_admin;",Y,j,B,w,H,He,je,"RESET ROLE;"].join(`
`);var I=[{name:"search_path",value:'"\\$user", public, extensions'},{name:"app.settings.jwt_secret",value:"'super-secret-jwt-token-with-at-least-32-characters-long'"},{name:"app.settings.jwt_exp",value:"'3600'"}];var Ye=[{name:"uuid-ossp",schema:"extensions"},{name:"pgcrypto",schema:"extensions"},{name:"pgjwt",schema:"extensions",upTo:15},{name:"pg_stat_statements",schema:"extensions"},{name:"pg_graphql",schema:"graphql"},{name:"supabase_vault",schema:"vault"}];function z(e){return["SET LOCAL ROLE postgres;",...Ye.filter(({upTo:a})=>a===void 0||e<=a).map(({name:a,schema:r})=>`CREATE EXTENSION "${a}" WITH SCHEMA ${r};`),"RESET ROLE;","GRANT ALL ON ALL TABLES IN SCHEMA extensions TO postgres WITH GRANT OPTION;","GRANT ALL ON ALL ROUTINES IN SCHEMA extensions TO postgres WITH GRANT OPTION;","GRANT ALL ON ALL SEQUENCES IN SCHEMA extensions TO postgres WITH GRANT OPTION;"].join(`
`)}var X=`UPDATE pg_catalog.pg_event_trigger SET evtenabled = CASE evtenabled WHEN 'A' THEN 'O' ELSE 'D' END
  WHERE evtenabled IN ('A', 'R')`,K=`(SELECT name, setting FROM pg_catalog.pg_settings WHERE name IN ('event_triggers', 'session_replication_role')
    ORDER BY name LIMIT 1) AS one`;function Aa(e){return`${X} AND pg_catalog.current_setting('server_version_num') < '170000';
SELECT pg_catalog.set_config('sluice.silenced', setting, true),
    pg_catalog.set_config(name, CASE name WHEN 'event_triggers' THEN 'off' ELSE 'replica' END, true)
  FROM ${K};
${e}
SELECT pg_catalog.set_config(name, pg_catalog.current_setting('sluice.silenced'), true)
  FROM ${K};
`}function V(e){return e>=17?{head:"SET event_triggers = off",body:""}:{head:"SET session_replication_role = replica",body:`${X};`}}var Q=[{name:"issue_graphql_placeholder",runs:"set_graphql_placeholder",on:"sql_drop WHEN TAG IN ('DROP EXTENSION')"},{name:"issue_pg_cron_access",runs:"grant_pg_cron_access",on:"ddl_command_end WHEN TAG IN ('CREATE EXTENSION')"},{name:"issue_pg_graphql_access",runs:"grant_pg_graphql_access",on:"ddl_command_end WHEN TAG IN ('CREATE FUNCTION')"},{name:"issue_pg_net_access",runs:"grant_pg_net_access",on:"ddl_command_end WHEN TAG IN ('CREATE EXTENSION')"},{name:"pgrst_ddl_watch",runs:"pgrst_ddl_watch",on:"ddl_command_end"},{name:"pgrst_drop_watch",runs:"pgrst_drop_watch",on:"sql_drop"}];function We(e){let{head:t,body:a}=V(e);return`
CREATE FUNCTION extensions.grant_foreign_data_wrapper_access() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog ${t} AS $$
DECLARE
  wrapper name;
BEGIN
  ${a}
  FOR wrapper IN SELECT fdwname FROM pg_foreign_data_wrapper WHERE fdwname IN ('postgres_fdw', 'dblink_fdw') LOOP
    EXECUTE format('GRANT USAGE ON FOREIGN DATA WRAPPER %I TO postgres WITH GRANT OPTION', wrapper);
  END LOOP;
END
$$;
CREATE EVENT TRIGGER issue_foreign_data_wrapper_access ON ddl_command_end WHEN TAG IN ('CREATE EXTENSION')
  EXECUTE FUNCTION extensions.grant_foreign_data_wrapper_access();
`}var Z=[...Q.map(({name:e})=>e),"issue_foreign_data_wrapper_access"],ze=Q.map(({name:e,runs:t,on:a})=>`
CREATE FUNCTION extensions.${t}() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE EVENT TRIGGER ${e} ON ${a} EXECUTE FUNCTION extensions.${t}();
ALTER EVENT TRIGGER ${e} DISABLE;`).join(`
`),Ke=`
CREATE FUNCTION pgbouncer.get_auth(p_usename text) RETURNS TABLE (username text, password text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$ BEGIN RETURN; END $$;
REVOKE ALL ON FUNCTION pgbouncer.get_auth(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pgbouncer.get_auth(text) TO pgbouncer;
`,Xe=`
SET LOCAL ROLE postgres;
CREATE TABLE supabase_migrations.schema_migrations (
  version text CONSTRAINT schema_migrations_pkey PRIMARY KEY,
  statements text[],
  name text
);
CREATE TABLE supabase_migrations.seed_files (path text CONSTRAINT seed_files_pkey PRIMARY KEY, hash text NOT NULL);
RESET ROLE;
`,Ve=`
CREATE FUNCTION graphql_public.graphql("operationName" text DEFAULT NULL, query text DEFAULT NULL,
  variables jsonb DEFAULT NULL, extensions jsonb DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  RETURN graphql.resolve(query := query, variables := coalesce(variables, '{}'),
    "operationName" := "operationName", extensions := extensions);
END
$$;
GRANT EXECUTE ON FUNCTION graphql_public.graphql TO postgres, anon, authenticated, service_role;
`;function J(e){return[ze,We(e),Ke,Ve,Xe].join(`
`)}var Qe=`
CREATE TYPE realtime.action AS ENUM ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'ERROR');
CREATE TYPE realtime.equality_op AS ENUM
  ('eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'in', 'like', 'ilike', 'is', 'match', 'imatch', 'isdistinct');
CREATE TYPE realtime.user_defined_filter AS (column_name text, op realtime.equality_op, value text, negate boolean);
CREATE TYPE realtime.wal_column AS
  (name text, type_name text, type_oid oid, value jsonb, is_pkey boolean, is_selectable boolean);
CREATE TYPE realtime.wal_rls AS (wal jsonb, is_rls_enabled boolean, subscription_ids uuid[], errors text[]);
`,Ze=`
CREATE FUNCTION realtime.to_regrole(role_name text) RETURNS regrole LANGUAGE sql IMMUTABLE AS $$ SELECT role_name::regrole $$;
CREATE TABLE realtime.messages (
  topic text NOT NULL,
  extension text NOT NULL,
  payload jsonb,
  event text,
  private boolean DEFAULT false,
  updated_at timestamp NOT NULL DEFAULT now(),
  inserted_at timestamp NOT NULL DEFAULT now(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  binary_payload bytea,
  CONSTRAINT messages_pkey PRIMARY KEY (id, inserted_at),
  CONSTRAINT messages_payload_exclusive CHECK (payload IS NULL OR binary_payload IS NULL)
) PARTITION BY RANGE (inserted_at);
CREATE INDEX messages_inserted_at_topic_index ON realtime.messages (inserted_at DESC, topic)
  WHERE extension = 'broadcast' AND private IS TRUE;
ALTER TABLE realtime.messages ENABLE ROW LEVEL SECURITY;
CREATE TABLE realtime.subscription (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_subscription PRIMARY KEY,
  subscription_id uuid NOT NULL,
  entity regclass NOT NULL,
  filters realtime.user_defined_filter[] NOT NULL DEFAULT '{}',
  claims jsonb NOT NULL,
  claims_role regrole NOT NULL GENERATED ALWAYS AS (realtime.to_regrole(claims ->> 'role')) STORED,
  created_at timestamp NOT NULL DEFAULT timezone('utc', now()),
  action_filter text DEFAULT '*' CHECK (action_filter IN ('*', 'INSERT', 'UPDATE', 'DELETE')),
  selected_columns text[]
);
CREATE INDEX ix_realtime_subscription_entity ON realtime.subscription (entity);
CREATE UNIQUE INDEX subscription_subscription_id_entity_filters_action_filter_selec ON realtime.subscription
  (subscription_id, entity, filters, action_filter, coalesce(selected_columns, '{}'));
`,Je=`
CREATE FUNCTION realtime.topic() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('realtime.topic', true), '')
$$;
CREATE FUNCTION realtime.send(payload jsonb, event text, topic text, private boolean DEFAULT true) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('realtime.topic', topic, true);
  INSERT INTO realtime.messages (payload, event, topic, private, extension)
    VALUES (payload, event, topic, private, 'broadcast');
EXCEPTION WHEN OTHERS THEN
  RAISE WARNING 'WarnSendingBroadcastMessage: %', SQLERRM;
END
$$;
CREATE FUNCTION realtime.send_binary(payload bytea, event text, topic text, private boolean DEFAULT true) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('realtime.topic', topic, true);
  INSERT INTO realtime.messages (binary_payload, event, topic, private, extension)
    VALUES (payload, event, topic, private, 'broadcast');
EXCEPTION WHEN OTHERS THEN
  RAISE WARNING 'WarnSendingBroadcastMessage: %', SQLERRM;
END
$$;
CREATE FUNCTION realtime.broadcast_changes(topic_name text, event_name text, operation text, table_name text,
  table_schema text, new record, old record, level text DEFAULT 'ROW') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF level = 'STATEMENT' THEN
    RAISE EXCEPTION 'function can only be triggered for each row, not for each statement';
  END IF;
  PERFORM realtime.send(
    jsonb_build_object('schema', table_schema, 'table', table_name, 'operation', operation, 'record', new, 'old_record', old),
    event_name,
    topic_name
  );
END
$$;
`,et=`
CREATE FUNCTION realtime."cast"(val text, type_ regtype) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN RETURN to_jsonb(val); END $$;
CREATE FUNCTION realtime.wal2json_escape_identifier(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT name $$;
CREATE FUNCTION realtime.quote_wal2json(entity regclass) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT entity::text $$;
CREATE FUNCTION realtime.build_prepared_statement_sql(prepared_statement_name text, entity regclass, columns realtime.wal_column[])
RETURNS text LANGUAGE sql AS $$ SELECT NULL::text $$;
CREATE FUNCTION realtime.check_equality_op(op realtime.equality_op, type_ regtype, val_1 text, val_2 text)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN NULL; END $$;
CREATE FUNCTION realtime.check_equality_op(op realtime.equality_op, type_ regtype, val_1 text, val_2 text, negate boolean)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN NULL; END $$;
CREATE FUNCTION realtime.is_visible_through_filters(columns realtime.wal_column[], filters realtime.user_defined_filter[])
RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT true $$;
CREATE FUNCTION realtime.apply_rls(wal jsonb, max_record_bytes integer DEFAULT 1024 * 1024)
RETURNS SETOF realtime.wal_rls LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION realtime.list_changes(publication name, slot_name name, max_changes integer, max_record_bytes integer)
RETURNS TABLE (wal jsonb, is_rls_enabled boolean, subscription_ids uuid[], errors text[], slot_changes_count bigint)
LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION realtime.subscription_check_filters() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER tr_check_filters BEFORE INSERT OR UPDATE ON realtime.subscription
  FOR EACH ROW EXECUTE FUNCTION realtime.subscription_check_filters();
`,tt=`
GRANT ALL ON ALL TABLES IN SCHEMA realtime TO postgres, dashboard_user;
GRANT ALL ON ALL SEQUENCES IN SCHEMA realtime TO postgres, dashboard_user;
GRANT ALL ON ALL ROUTINES IN SCHEMA realtime TO postgres, dashboard_user, anon, authenticated, service_role;
GRANT SELECT, INSERT, UPDATE ON realtime.messages TO anon, authenticated, service_role;
GRANT SELECT ON realtime.subscription TO anon, authenticated, service_role;
GRANT USAGE ON SEQUENCE realtime.subscription_id_seq TO anon, authenticated, service_role;
`,at=`
CREATE TABLE realtime.schema_migrations (
  version bigint CONSTRAINT schema_migrations_pkey PRIMARY KEY,
  inserted_at timestamp(0)
);
`,ee=`
SET LOCAL ROLE postgres;
CREATE PUBLICATION supabase_realtime;
RESET ROLE;
`,te=["SET LOCAL ROLE supabase_realtime_admin;",Qe,Ze,Je,et,tt,"RESET ROLE;",at].join(`
`);function ae(e){let t=e>=17?["temporary","twophase","failover"]:["temporary","twophase"],a=["name","name",...t.map(()=>"boolean")].join(", "),r=t.map((A,d)=>`, $${d+3}`).join(""),n="pg_catalog.pg_create_logical_replication_slot";return`
ALTER FUNCTION ${n}(${a}) RENAME TO pg_create_slot_of_any_library;
REVOKE ALL ON FUNCTION pg_catalog.pg_create_slot_of_any_library(${a}) FROM PUBLIC;
CREATE FUNCTION ${n}(slot_name name, plugin name${t.map(A=>`, ${A} boolean DEFAULT false`).join("")},
  OUT slot_name name, OUT lsn pg_lsn) RETURNS record LANGUAGE sql STRICT SECURITY DEFINER SET search_path = '' AS $$
  SELECT * FROM pg_catalog.pg_create_slot_of_any_library($1, pg_catalog.regexp_replace($2::text, '^.*/', '')::name${r})
$$;
REVOKE ALL ON FUNCTION ${n}(${a}) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${n}(${a}) TO postgres, dashboard_user;
REVOKE ALL ON FUNCTION pg_catalog.pg_copy_logical_replication_slot(name, name, boolean, name) FROM PUBLIC;
`}var st=`
CREATE ROLE postgres LOGIN CREATEDB CREATEROLE REPLICATION BYPASSRLS;
CREATE ROLE anon NOLOGIN INHERIT;
CREATE ROLE authenticated NOLOGIN INHERIT;
CREATE ROLE service_role NOLOGIN INHERIT BYPASSRLS;
CREATE ROLE authenticator LOGIN NOINHERIT;
CREATE ROLE dashboard_user NOLOGIN CREATEDB CREATEROLE REPLICATION;
CREATE ROLE pgbouncer LOGIN;
CREATE ROLE supabase_auth_admin LOGIN NOINHERIT CREATEROLE;
CREATE ROLE supabase_storage_admin LOGIN NOINHERIT CREATEROLE;
CREATE ROLE supabase_functions_admin LOGIN NOINHERIT CREATEROLE;
CREATE ROLE supabase_realtime_admin NOLOGIN NOINHERIT;
CREATE ROLE supabase_replication_admin LOGIN REPLICATION;
CREATE ROLE supabase_etl_admin LOGIN REPLICATION;
CREATE ROLE supabase_read_only_user LOGIN BYPASSRLS;
CREATE ROLE supabase_superuser NOLOGIN;
CREATE ROLE cli_login_postgres LOGIN NOINHERIT;
CREATE ROLE pgsodium_keyiduser NOLOGIN;
CREATE ROLE pgsodium_keyholder NOLOGIN;
CREATE ROLE pgsodium_keymaker NOLOGIN;
CREATE ROLE pgtle_admin NOLOGIN;
`,nt=`
GRANT anon, authenticated, service_role TO authenticator;
GRANT authenticator TO supabase_storage_admin;
GRANT pg_read_all_data TO supabase_read_only_user, supabase_etl_admin;
GRANT pgsodium_keyiduser TO pgsodium_keyholder, pgsodium_keymaker;
GRANT pgsodium_keyholder TO pgsodium_keymaker, service_role;
GRANT supabase_superuser TO postgres, supabase_etl_admin;
GRANT postgres TO cli_login_postgres;
GRANT anon, authenticated, service_role, authenticator TO postgres WITH ADMIN OPTION;
GRANT pg_monitor, pg_read_all_data, pg_signal_backend TO postgres WITH ADMIN OPTION;
GRANT pgsodium_keyiduser, pgsodium_keyholder, pgsodium_keymaker, pgtle_admin TO postgres WITH ADMIN OPTION;
GRANT supabase_auth_admin, supabase_storage_admin, supabase_functions_admin, supabase_realtime_admin
  TO postgres WITH ADMIN OPTION;
GRANT dashboard_user TO postgres WITH ADMIN OPTION;
`,rt=`
GRANT pg_create_subscription TO postgres WITH ADMIN OPTION;
`,ot=`
ALTER ROLE postgres SET search_path TO "\\$user", public, extensions;
ALTER ROLE supabase_admin SET search_path TO "\\$user", public, auth, extensions;
ALTER ROLE supabase_auth_admin SET search_path TO auth;
ALTER ROLE supabase_auth_admin SET idle_in_transaction_session_timeout TO 60000;
ALTER ROLE supabase_storage_admin SET search_path TO storage;
ALTER ROLE supabase_functions_admin SET search_path TO supabase_functions;
ALTER ROLE anon SET statement_timeout TO '3s';
ALTER ROLE authenticated SET statement_timeout TO '8s';
ALTER ROLE authenticator SET statement_timeout TO '8s';
ALTER ROLE authenticator SET lock_timeout TO '8s';
`,Et=`
ALTER ROLE supabase_admin SET event_triggers TO off;
`,it=`
UPDATE pg_catalog.pg_authid SET rolsuper = true
  WHERE rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program');
`,Tt=["auto_explain.log_analyze","auto_explain.log_buffers","auto_explain.log_format","auto_explain.log_min_duration","auto_explain.log_nested_statements","auto_explain.log_timing","auto_explain.log_triggers","auto_explain.log_verbose","auto_explain.sample_rate","app.jwt_secret","app.service_role_key","app.settings.anon_key","app.settings.jwt_exp","app.settings.jwt_secret","app.settings.service_key","app.settings.service_role_key","app.settings.supabase_anon_key","app.settings.supabase_service_role_key","app.settings.supabase_url","app.supabase_url","log_lock_waits","log_min_duration_statement","log_min_messages","log_parameter_max_length","log_replication_commands","log_statement","log_temp_files","pg_net.batch_size","pg_net.ttl","pg_stat_statements.max","pg_stat_statements.save","pg_stat_statements.track","pg_stat_statements.track_planning","pg_stat_statements.track_utility","pgaudit.log","pgaudit.log_catalog","pgaudit.log_client","pgaudit.log_level","pgaudit.log_parameter","pgaudit.log_relation","pgaudit.log_rows","pgaudit.log_statement","pgaudit.log_statement_once","pgaudit.role","pgrst.app_settings","pgrst.db_aggregates_enabled","pgrst.db_anon_role","pgrst.db_config","pgrst.db_extra_search_path","pgrst.db_hoisted_tx_settings","pgrst.db_max_rows","pgrst.db_plan_enabled","pgrst.db_pool","pgrst.db_pool_acquisition_timeout","pgrst.db_pre_config","pgrst.db_pre_request","pgrst.db_prepared_statements","pgrst.db_root_spec","pgrst.db_schema","pgrst.db_schemas","pgrst.db_tx_end","pgrst.db_use_legacy_gucs","pgrst.jwt_aud","pgrst.jwt_cache_max_lifetime","pgrst.jwt_role_claim_key","pgrst.jwt_secret","pgrst.jwt_secret_is_base64","pgrst.log_level","pgrst.openapi_mode","pgrst.openapi_security_active","pgrst.openapi_server_proxy_uri","pgrst.raw_media_types","pgrst.server_cors_allowed_origins","pgrst.server_host","pgrst.server_port","pgrst.server_timing_enabled","pgrst.server_trace_header","plan_filter.limit_select_only","plan_filter.statement_cost_limit","safeupdate.enabled","session_replication_role","track_functions","track_io_timing","wal_compression"];function se(e){return[st,nt,e>=16?rt:"",ot,e>=17?Et:"",e<=15?it:"",`GRANT SET ON PARAMETER ${Tt.join(", ")} TO postgres;`,"ALTER DATABASE postgres OWNER TO postgres;"].join(`
`)}var ne=`
GRANT USAGE ON SCHEMA public TO postgres, anon, authenticated, service_role;

CREATE SCHEMA extensions AUTHORIZATION postgres;
GRANT USAGE ON SCHEMA extensions TO anon, authenticated, service_role;
GRANT ALL ON SCHEMA extensions TO dashboard_user;

CREATE SCHEMA auth AUTHORIZATION supabase_admin;
GRANT USAGE ON SCHEMA auth TO postgres, anon, authenticated, service_role;
GRANT ALL ON SCHEMA auth TO supabase_auth_admin, dashboard_user;

CREATE SCHEMA storage AUTHORIZATION supabase_admin;
GRANT USAGE ON SCHEMA storage TO postgres WITH GRANT OPTION;
GRANT USAGE ON SCHEMA storage TO anon, authenticated, service_role;
GRANT ALL ON SCHEMA storage TO supabase_storage_admin WITH GRANT OPTION;
GRANT ALL ON SCHEMA storage TO dashboard_user;

CREATE SCHEMA realtime AUTHORIZATION supabase_admin;
GRANT USAGE ON SCHEMA realtime TO postgres WITH GRANT OPTION;
GRANT USAGE ON SCHEMA realtime TO anon, authenticated, service_role;
GRANT ALL ON SCHEMA realtime TO supabase_realtime_admin WITH GRANT OPTION;

CREATE SCHEMA _realtime AUTHORIZATION postgres;
CREATE SCHEMA graphql AUTHORIZATION supabase_admin;
CREATE SCHEMA graphql_public AUTHORIZATION supabase_admin;
GRANT USAGE ON SCHEMA graphql_public TO postgres WITH GRANT OPTION;
GRANT USAGE ON SCHEMA graphql_public TO anon, authenticated, service_role;

CREATE SCHEMA vault AUTHORIZATION supabase_admin;
CREATE SCHEMA pgbouncer AUTHORIZATION pgbouncer;
CREATE SCHEMA pgsodium AUTHORIZATION supabase_admin;
CREATE SCHEMA pgsodium_masks AUTHORIZATION supabase_admin;
GRANT USAGE ON SCHEMA pgsodium, pgsodium_masks TO postgres WITH GRANT OPTION;

CREATE SCHEMA supabase_functions AUTHORIZATION supabase_admin;
GRANT USAGE ON SCHEMA supabase_functions TO postgres, anon, authenticated, service_role;
GRANT ALL ON SCHEMA supabase_functions TO supabase_functions_admin;

CREATE SCHEMA supabase_migrations AUTHORIZATION postgres;
-- What statements do is written down there, and whichever role a migration has taken on reads it back.
GRANT USAGE ON SCHEMA supabase_migrations TO PUBLIC;
`;function p(e,t,a,r=""){return["TABLES","ROUTINES","SEQUENCES"].map(n=>`ALTER DEFAULT PRIVILEGES FOR ROLE ${e} IN SCHEMA ${t} GRANT ALL ON ${n} TO ${a}${r};`).join(`
`)}var L="postgres, anon, authenticated, service_role",re=[p("postgres","public",L),p("supabase_admin","public",L),p("supabase_admin","extensions","postgres"," WITH GRANT OPTION"),p("supabase_auth_admin","auth","postgres, dashboard_user"),p("postgres","storage",L),p("supabase_admin","realtime","postgres, dashboard_user"),p("supabase_admin","graphql",L),p("supabase_admin","graphql_public",L),p("supabase_admin","supabase_functions",L)].join(`
`),x=`
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public
  REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public
  REVOKE USAGE, SELECT ON SEQUENCES FROM anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public
  REVOKE EXECUTE ON FUNCTIONS FROM anon, authenticated, service_role;
`;var oe=`
CREATE TYPE storage.buckettype AS ENUM ('STANDARD', 'ANALYTICS', 'VECTOR');
CREATE TABLE storage.migrations (
  id integer NOT NULL,
  name varchar(100) NOT NULL,
  hash varchar(40) NOT NULL,
  executed_at timestamp DEFAULT now(),
  CONSTRAINT migrations_pkey PRIMARY KEY (id),
  CONSTRAINT migrations_name_key UNIQUE (name)
);
ALTER TABLE storage.migrations ENABLE ROW LEVEL SECURITY;
CREATE TABLE storage.buckets (
  id text NOT NULL,
  name text NOT NULL,
  owner uuid,
  created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now(),
  public boolean DEFAULT false,
  avif_autodetection boolean DEFAULT false,
  file_size_limit bigint,
  allowed_mime_types text[],
  owner_id text,
  type storage.buckettype NOT NULL DEFAULT 'STANDARD',
  versioning_status text NOT NULL DEFAULT 'DISABLED',
  CONSTRAINT buckets_pkey PRIMARY KEY (id),
  CONSTRAINT buckets_versioning_dark_check CHECK (versioning_status = 'DISABLED'),
  CONSTRAINT buckets_versioning_standard_only_check CHECK ((type = 'STANDARD') OR (versioning_status = 'DISABLED')),
  CONSTRAINT buckets_versioning_status_check CHECK (versioning_status IN ('DISABLED', 'ENABLED', 'SUSPENDED'))
);
CREATE UNIQUE INDEX bname ON storage.buckets (name);
ALTER TABLE storage.buckets ENABLE ROW LEVEL SECURITY;
CREATE TABLE storage.objects (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  bucket_id text,
  name text,
  owner uuid,
  created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now(),
  last_accessed_at timestamptz DEFAULT now(),
  metadata jsonb,
  path_tokens text[] GENERATED ALWAYS AS (string_to_array(name, '/')) STORED,
  version text,
  owner_id text,
  user_metadata jsonb,
  archived_at timestamptz,
  is_delete_marker boolean NOT NULL DEFAULT false,
  is_versioned boolean NOT NULL DEFAULT false,
  CONSTRAINT objects_pkey PRIMARY KEY (id),
  CONSTRAINT "objects_bucketId_fkey" FOREIGN KEY (bucket_id) REFERENCES storage.buckets(id)
);
CREATE UNIQUE INDEX bucketid_objname ON storage.objects (bucket_id, name);
CREATE INDEX name_prefix_search ON storage.objects (name text_pattern_ops);
CREATE INDEX idx_objects_bucket_id_name ON storage.objects (bucket_id, name COLLATE "C");
CREATE INDEX idx_objects_bucket_id_name_lower ON storage.objects (bucket_id, lower(name) COLLATE "C");
ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;
CREATE TABLE storage.s3_multipart_uploads (
  id text NOT NULL,
  in_progress_size bigint NOT NULL DEFAULT 0,
  upload_signature text NOT NULL,
  bucket_id text NOT NULL,
  key text NOT NULL,
  version text NOT NULL,
  owner_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  user_metadata jsonb,
  metadata jsonb,
  CONSTRAINT s3_multipart_uploads_pkey PRIMARY KEY (id),
  CONSTRAINT s3_multipart_uploads_bucket_id_fkey FOREIGN KEY (bucket_id) REFERENCES storage.buckets(id)
);
CREATE INDEX idx_multipart_uploads_list ON storage.s3_multipart_uploads (bucket_id, key, created_at);
ALTER TABLE storage.s3_multipart_uploads ENABLE ROW LEVEL SECURITY;
CREATE TABLE storage.s3_multipart_uploads_parts (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  upload_id text NOT NULL,
  size bigint NOT NULL DEFAULT 0,
  part_number integer NOT NULL,
  bucket_id text NOT NULL,
  key text NOT NULL,
  etag text NOT NULL,
  owner_id text,
  version text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT s3_multipart_uploads_parts_pkey PRIMARY KEY (id),
  CONSTRAINT s3_multipart_uploads_parts_bucket_id_fkey FOREIGN KEY (bucket_id) REFERENCES storage.buckets(id),
  CONSTRAINT s3_multipart_uploads_parts_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES storage.s3_multipart_uploads(id) ON DELETE CASCADE
);
ALTER TABLE storage.s3_multipart_uploads_parts ENABLE ROW LEVEL SECURITY;
CREATE TABLE storage.buckets_analytics (
  name text NOT NULL,
  type storage.buckettype NOT NULL DEFAULT 'ANALYTICS',
  format text NOT NULL DEFAULT 'ICEBERG',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  deleted_at timestamptz,
  CONSTRAINT buckets_analytics_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX buckets_analytics_unique_name_idx ON storage.buckets_analytics (name) WHERE (deleted_at IS NULL);
ALTER TABLE storage.buckets_analytics ENABLE ROW LEVEL SECURITY;
CREATE TABLE storage.iceberg_namespaces (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  bucket_name text NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  metadata jsonb NOT NULL DEFAULT '{}',
  catalog_id uuid NOT NULL,
  CONSTRAINT iceberg_namespaces_pkey PRIMARY KEY (id),
  CONSTRAINT iceberg_namespaces_catalog_id_fkey FOREIGN KEY (catalog_id) REFERENCES storage.buckets_analytics(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX idx_iceberg_namespaces_bucket_id ON storage.iceberg_namespaces (catalog_id, name);
ALTER TABLE storage.iceberg_namespaces ENABLE ROW LEVEL SECURITY;
CREATE TABLE storage.iceberg_tables (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  namespace_id uuid NOT NULL,
  bucket_name text NOT NULL,
  name text NOT NULL,
  location text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  remote_table_id text,
  shard_key text,
  shard_id text,
  catalog_id uuid NOT NULL,
  CONSTRAINT iceberg_tables_pkey PRIMARY KEY (id),
  CONSTRAINT iceberg_tables_catalog_id_fkey FOREIGN KEY (catalog_id) REFERENCES storage.buckets_analytics(id) ON DELETE CASCADE,
  CONSTRAINT iceberg_tables_namespace_id_fkey FOREIGN KEY (namespace_id) REFERENCES storage.iceberg_namespaces(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX idx_iceberg_tables_namespace_id ON storage.iceberg_tables (catalog_id, namespace_id, name);
CREATE UNIQUE INDEX idx_iceberg_tables_location ON storage.iceberg_tables (location);
ALTER TABLE storage.iceberg_tables ENABLE ROW LEVEL SECURITY;
CREATE TABLE storage.buckets_vectors (
  id text NOT NULL,
  type storage.buckettype NOT NULL DEFAULT 'VECTOR',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT buckets_vectors_pkey PRIMARY KEY (id)
);
ALTER TABLE storage.buckets_vectors ENABLE ROW LEVEL SECURITY;
CREATE TABLE storage.vector_indexes (
  id text NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  bucket_id text NOT NULL,
  data_type text NOT NULL,
  dimension integer NOT NULL,
  distance_metric text NOT NULL,
  metadata_configuration jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT vector_indexes_pkey PRIMARY KEY (id),
  CONSTRAINT vector_indexes_bucket_id_fkey FOREIGN KEY (bucket_id) REFERENCES storage.buckets_vectors(id)
);
CREATE UNIQUE INDEX vector_indexes_name_bucket_id_idx ON storage.vector_indexes (name, bucket_id);
ALTER TABLE storage.vector_indexes ENABLE ROW LEVEL SECURITY;
`;var _t=`
CREATE FUNCTION storage.foldername(name text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  parts text[] := string_to_array(name, '/');
BEGIN
  RETURN parts[1:cardinality(parts) - 1];
END
$$;
CREATE FUNCTION storage.filename(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  parts text[] := string_to_array(name, '/');
BEGIN
  RETURN parts[cardinality(parts)];
END
$$;
CREATE FUNCTION storage.extension(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN reverse(split_part(reverse(storage.filename(name)), '.', 1));
END
$$;
CREATE FUNCTION storage.operation() RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN current_setting('storage.operation', true);
END
$$;
CREATE FUNCTION storage.allow_only_operation(expected_operation text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    regexp_replace(storage.operation(), '^storage\\.', '') = nullif(regexp_replace(expected_operation, '^storage\\.', ''), ''),
    false
  )
$$;
CREATE FUNCTION storage.allow_any_operation(expected_operations text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(bool_or(storage.allow_only_operation(expected)), false) FROM unnest(expected_operations) AS expected
$$;
CREATE FUNCTION storage.get_common_prefix(p_key text, p_prefix text, p_delimiter text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN strpos(substr(p_key, length(p_prefix) + 1), p_delimiter) > 0
    THEN p_prefix || split_part(substr(p_key, length(p_prefix) + 1), p_delimiter, 1) || p_delimiter
  END
$$;
CREATE FUNCTION storage.get_size_by_bucket() RETURNS TABLE (size bigint, bucket_id text) LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
    SELECT sum((o.metadata ->> 'size')::bigint)::bigint, o.bucket_id FROM storage.objects AS o GROUP BY o.bucket_id;
END
$$;
CREATE FUNCTION storage.can_insert_object(bucketid text, name text, owner uuid, metadata jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RETURN;
END
$$;
`,Nt=`
CREATE FUNCTION storage.search(prefix text, bucketname text, limits integer DEFAULT 100, levels integer DEFAULT 1,
  offsets integer DEFAULT 0, search text DEFAULT '', sortcolumn text DEFAULT 'name', sortorder text DEFAULT 'asc')
RETURNS TABLE (name text, id uuid, updated_at timestamptz, created_at timestamptz, last_accessed_at timestamptz, metadata jsonb)
LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION storage.search_v2(prefix text, bucket_name text, limits integer DEFAULT 100, levels integer DEFAULT 1,
  start_after text DEFAULT '', sort_order text DEFAULT 'asc', sort_column text DEFAULT 'name', sort_column_after text DEFAULT '')
RETURNS TABLE (key text, name text, id uuid, updated_at timestamptz, created_at timestamptz, last_accessed_at timestamptz, metadata jsonb)
LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION storage.search_by_timestamp(p_prefix text, p_bucket_id text, p_limit integer, p_level integer,
  p_start_after text, p_sort_order text, p_sort_column text, p_sort_column_after text)
RETURNS TABLE (key text, name text, id uuid, updated_at timestamptz, created_at timestamptz, last_accessed_at timestamptz, metadata jsonb)
LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION storage.list_objects_with_delimiter(_bucket_id text, prefix_param text, delimiter_param text,
  max_keys integer DEFAULT 100, start_after text DEFAULT '', next_token text DEFAULT '', sort_order text DEFAULT 'asc')
RETURNS TABLE (name text, id uuid, metadata jsonb, updated_at timestamptz, created_at timestamptz, last_accessed_at timestamptz)
LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION storage.list_multipart_uploads_with_delimiter(bucket_id text, prefix_param text, delimiter_param text,
  max_keys integer DEFAULT 100, next_key_token text DEFAULT '', next_upload_token text DEFAULT '')
RETURNS TABLE (key text, id text, created_at timestamptz)
LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
`,At=`
CREATE FUNCTION storage.update_updated_at_column() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;
CREATE FUNCTION storage.enforce_bucket_name_length() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF length(NEW.name) > 100 THEN
    RAISE EXCEPTION 'bucket name "%" is too long (% characters). Max is 100.', NEW.name, length(NEW.name);
  END IF;
  RETURN NEW;
END
$$;
CREATE FUNCTION storage.protect_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NULL;
END
$$;
CREATE TRIGGER update_objects_updated_at BEFORE UPDATE ON storage.objects
  FOR EACH ROW EXECUTE FUNCTION storage.update_updated_at_column();
CREATE TRIGGER enforce_bucket_name_length_trigger BEFORE INSERT OR UPDATE OF name ON storage.buckets
  FOR EACH ROW EXECUTE FUNCTION storage.enforce_bucket_name_length();
CREATE TRIGGER protect_buckets_delete BEFORE DELETE ON storage.buckets
  FOR EACH STATEMENT EXECUTE FUNCTION storage.protect_delete();
CREATE TRIGGER protect_objects_delete BEFORE DELETE ON storage.objects
  FOR EACH STATEMENT EXECUTE FUNCTION storage.protect_delete();
`,mt=`
CREATE TABLE storage.prefixes (
  bucket_id text NOT NULL REFERENCES storage.buckets (id),
  name text COLLATE "C" NOT NULL,
  level integer GENERATED ALWAYS AS (array_length(string_to_array(name, '/'), 1)) STORED,
  created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now(),
  CONSTRAINT prefixes_pkey PRIMARY KEY (bucket_id, level, name)
);
ALTER TABLE storage.prefixes ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION storage.get_level(name text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT array_length(string_to_array(name, '/'), 1)
$$;
CREATE FUNCTION storage.get_prefix(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(substring(name FROM '^(.*)/[^/]+/?$'), '')
$$;
CREATE FUNCTION storage.get_prefixes(name text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT storage.foldername(name)
$$;
CREATE FUNCTION storage.add_prefixes(_bucket_id text, _name text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE FUNCTION storage.delete_prefix(_bucket_id text, _name text) RETURNS boolean LANGUAGE sql AS $$ SELECT false $$;
CREATE FUNCTION storage.delete_leaf_prefixes(bucket_ids text[], names text[]) RETURNS void LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE FUNCTION storage.lock_top_prefixes(bucket_ids text[], names text[]) RETURNS void LANGUAGE plpgsql AS $$ BEGIN END $$;
${["delete_prefix_hierarchy_trigger","objects_insert_prefix_trigger","objects_update_level_trigger","objects_update_prefix_trigger","prefixes_insert_trigger","objects_delete_cleanup","objects_update_cleanup","prefixes_delete_cleanup"].map(e=>`CREATE FUNCTION storage.${e}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN coalesce(NEW, OLD); END $$;`).join(`
`)}
`,lt=`
GRANT ALL ON storage.buckets, storage.objects TO postgres WITH GRANT OPTION;
GRANT ALL ON storage.buckets, storage.objects, storage.buckets_analytics, storage.prefixes TO service_role, authenticated, anon;
GRANT ALL ON storage.s3_multipart_uploads, storage.s3_multipart_uploads_parts TO service_role;
GRANT ALL ON storage.iceberg_namespaces, storage.iceberg_tables TO service_role;
GRANT SELECT ON storage.buckets_vectors, storage.vector_indexes TO service_role;
GRANT SELECT ON storage.s3_multipart_uploads, storage.s3_multipart_uploads_parts, storage.iceberg_namespaces,
  storage.iceberg_tables, storage.buckets_vectors, storage.vector_indexes TO authenticated, anon;
GRANT ALL ON ALL ROUTINES IN SCHEMA storage TO postgres, dashboard_user;
`,Ee=["SET LOCAL ROLE supabase_storage_admin;",oe,_t,Nt,At,mt,lt,"RESET ROLE;"].join(`
`);var ie=`
SET LOCAL ROLE supabase_functions_admin;
CREATE TABLE supabase_functions.migrations (
  version text CONSTRAINT migrations_pkey PRIMARY KEY,
  inserted_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE supabase_functions.hooks (
  id bigserial CONSTRAINT hooks_pkey PRIMARY KEY,
  hook_table_id integer NOT NULL,
  hook_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  request_id bigint
);
CREATE INDEX supabase_functions_hooks_request_id_idx ON supabase_functions.hooks (request_id);
CREATE INDEX supabase_functions_hooks_h_table_id_h_name_idx ON supabase_functions.hooks (hook_table_id, hook_name);
CREATE FUNCTION supabase_functions.http_request() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = supabase_functions AS $$
BEGIN
  IF TG_ARGV[0] IS NULL OR TG_ARGV[0] = 'null' THEN
    RAISE EXCEPTION 'url argument is missing';
  END IF;
  IF TG_ARGV[1] IS NULL OR TG_ARGV[1] NOT IN ('GET', 'POST') THEN
    RAISE EXCEPTION 'method argument % is invalid', TG_ARGV[1];
  END IF;
  INSERT INTO supabase_functions.hooks (hook_table_id, hook_name) VALUES (TG_RELID::integer, TG_NAME);
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION supabase_functions.http_request() FROM PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA supabase_functions TO postgres, anon, authenticated, service_role;
GRANT ALL ON ALL SEQUENCES IN SCHEMA supabase_functions TO postgres, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION supabase_functions.http_request() TO postgres, anon, authenticated, service_role;
RESET ROLE;
`;var b=`
DO $$
DECLARE
  command text;
BEGIN
  FOR command IN
    SELECT format('ALTER %s %I OWNER TO postgres', kind, name)
    FROM (
      SELECT 'pg_event_trigger'::regclass, oid, 'EVENT TRIGGER', evtname, evtowner FROM pg_event_trigger
      UNION ALL
      SELECT 'pg_foreign_data_wrapper'::regclass, oid, 'FOREIGN DATA WRAPPER', fdwname, fdwowner FROM pg_foreign_data_wrapper
      UNION ALL
      SELECT 'pg_publication'::regclass, oid, 'PUBLICATION', pubname, pubowner FROM pg_publication
    ) AS made (catalog, id, kind, name, owner)
    WHERE owner = 'supabase_admin'::regrole
      AND name NOT IN (${Z.map(e=>`'${e}'`).join(", ")})
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = catalog AND objid = id AND deptype = 'e')
  LOOP
    ALTER ROLE postgres SUPERUSER;
    EXECUTE command;
    ALTER ROLE postgres NOSUPERUSER;
  END LOOP;
END
$$`,G=[{node:"CreateEventTrigStmt",handOver:b},{node:"AlterEventTrigStmt",handOver:null},{node:"CreateFdwStmt",handOver:b},{node:"AlterFdwStmt",handOver:null},{node:"CreatePublicationStmt",handOver:b},{node:"AlterPublicationStmt",handOver:null},{node:"AlterObjectSchemaStmt",handOver:null}];function Te(e){return se(e)}function _e(e){return["BEGIN;",ne,z(e),W,Ee,te,ie,J(e),ee,ae(e),re,"COMMIT;"].join(`
`)}function s(e){let{name:t,version:a,missing:r,schema:n,requires:A,script:d}=e,R=[`comment = '${e.comment.replaceAll("'","''")}'`,`default_version = '${a}'`,`relocatable = ${e.relocatable===!0&&n===void 0}`,"superuser = true","trusted = true"];return n!==void 0&&R.push(`schema = '${n}'`),A!==void 0&&R.push(`requires = '${A.join(", ")}'`),{name:t,version:a,missing:r,control:`${R.join(`
`)}
`,script:d}}var ct="SELECT ROW(NULL, NULL, NULL, NULL)::@extschema@.http_response";function l(e,t){return`CREATE FUNCTION @extschema@.${e}(${t}) RETURNS @extschema@.http_response LANGUAGE sql AS $$ ${ct} $$;`}var Ne=s({name:"http",version:"1.6",comment:"HTTP client for PostgreSQL, allows web page retrieval inside the database.",missing:"it sends nothing and answers every request with an empty response",script:`
CREATE DOMAIN @extschema@.http_method AS text;
CREATE TYPE @extschema@.http_header AS (field character varying, value character varying);
CREATE TYPE @extschema@.http_response AS
  (status integer, content_type character varying, headers @extschema@.http_header[], content character varying);
CREATE TYPE @extschema@.http_request AS (method @extschema@.http_method, uri character varying,
  headers @extschema@.http_header[], content_type character varying, content character varying);
CREATE FUNCTION @extschema@.http_header(field character varying, value character varying) RETURNS @extschema@.http_header
LANGUAGE sql AS $$ SELECT ROW($1, $2)::@extschema@.http_header $$;
CREATE FUNCTION @extschema@.http_headers(VARIADIC args text[]) RETURNS @extschema@.http_header[] LANGUAGE sql AS $$
  SELECT array_agg(ROW(args[i], args[i + 1])::@extschema@.http_header) FROM generate_series(1, cardinality(args), 2) AS i
$$;
${[l("http","request @extschema@.http_request"),l("http_get","uri character varying"),l("http_get","uri character varying, data jsonb"),l("http_post","uri character varying, content character varying, content_type character varying"),l("http_post","uri character varying, data jsonb"),l("http_put","uri character varying, content character varying, content_type character varying"),l("http_patch","uri character varying, content character varying, content_type character varying"),l("http_delete","uri character varying"),l("http_delete","uri character varying, content character varying, content_type character varying"),l("http_head","uri character varying")].join(`
`)}
CREATE FUNCTION @extschema@.http_set_curlopt(curlopt character varying, value character varying) RETURNS boolean
LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION @extschema@.http_reset_curlopt() RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION @extschema@.http_list_curlopt() RETURNS TABLE (curlopt text, value text) LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION @extschema@.urlencode(string character varying) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT string_agg(CASE WHEN c ~ '[A-Za-z0-9_.~*-]' THEN c ELSE
    regexp_replace(upper(encode(convert_to(c, 'UTF8'), 'hex')), '(..)', '%\\1', 'g') END, '' ORDER BY n)
  FROM regexp_split_to_table(string, '') WITH ORDINALITY AS letters (c, n)
$$;
CREATE FUNCTION @extschema@.urlencode(string bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT regexp_replace(upper(encode(string, 'hex')), '(..)', '%\\1', 'g')
$$;
CREATE FUNCTION @extschema@.urlencode(data jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT string_agg(@extschema@.urlencode(key::varchar) || '=' || @extschema@.urlencode(value::varchar), '&')
  FROM jsonb_each_text(data)
$$;
CREATE FUNCTION @extschema@.text_to_bytea(data text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT convert_to(data, 'UTF8') $$;
CREATE FUNCTION @extschema@.bytea_to_text(data bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT convert_from(data, 'UTF8') $$;
`});function y(e,t,a){return s({name:e,version:t,comment:a,missing:`functions written in ${e} are stored unread and fail when called`,schema:"pg_catalog",script:`
-- A language needs a handler in C. That of PL/pgSQL takes any body as long as nobody checks or calls it.
CREATE FUNCTION ${e}_call_handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE TRUSTED LANGUAGE ${e} HANDLER ${e}_call_handler;
`})}var Ae=[y("plv8","3.1.10","PL/JavaScript (v8) trusted procedural language"),y("plcoffee","3.1.10","PL/CoffeeScript (v8) trusted procedural language"),y("plls","3.1.10","PL/LiveScript (v8) trusted procedural language")];var U="LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$",me=[s({name:"hypopg",version:"1.4.1",comment:"Hypothetical indexes for PostgreSQL",missing:"it makes no hypothetical index",script:`
CREATE FUNCTION @extschema@.hypopg_create_index(sql_order text, OUT indexrelid oid, OUT indexname text) RETURNS SETOF record ${U};
CREATE FUNCTION @extschema@.hypopg_drop_index(indexid oid) RETURNS boolean LANGUAGE sql AS $$ SELECT false $$;
CREATE FUNCTION @extschema@.hypopg_hide_index(indexid oid) RETURNS boolean LANGUAGE sql AS $$ SELECT false $$;
CREATE FUNCTION @extschema@.hypopg_unhide_index(indexid oid) RETURNS boolean LANGUAGE sql AS $$ SELECT false $$;
CREATE FUNCTION @extschema@.hypopg_unhide_all_indexes() RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.hypopg_hidden_indexes() RETURNS TABLE (indexid oid) ${U};
CREATE FUNCTION @extschema@.hypopg_relation_size(indexid oid) RETURNS bigint LANGUAGE sql AS $$ SELECT 0::bigint $$;
CREATE FUNCTION @extschema@.hypopg_get_indexdef(indexid oid) RETURNS text LANGUAGE sql AS $$ SELECT NULL::text $$;
CREATE FUNCTION @extschema@.hypopg_reset() RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.hypopg_reset_index() RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.hypopg(OUT indexname text, OUT indexrelid oid, OUT indrelid oid, OUT innatts integer,
  OUT indisunique boolean, OUT indkey int2vector, OUT indcollation oidvector, OUT indclass oidvector,
  OUT indoption oidvector, OUT indexprs pg_node_tree, OUT indpred pg_node_tree, OUT amid oid) RETURNS SETOF record ${U};
CREATE VIEW @extschema@.hypopg_list_indexes AS
  SELECT NULL::oid AS indexrelid, NULL::text AS index_name, NULL::name AS schema_name, NULL::name AS table_name, NULL::name AS am_name WHERE false;
`}),s({name:"index_advisor",version:"0.2.0",comment:"Query index advisor",missing:"it gives no advice",requires:["hypopg"],script:`
CREATE FUNCTION @extschema@.index_advisor(query text) RETURNS TABLE (startup_cost_before jsonb, startup_cost_after jsonb,
  total_cost_before jsonb, total_cost_after jsonb, index_statements text[], errors text[]) ${U};
`}),s({name:"pgaudit",version:"17.0",comment:"provides auditing functionality",missing:"it logs nothing",script:`
CREATE FUNCTION @extschema@.pgaudit_ddl_command_end() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE FUNCTION @extschema@.pgaudit_sql_drop() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
`}),s({name:"plpgsql_check",version:"2.7",comment:"extended check for plpgsql functions",missing:"it finds no fault in any function",script:["funcoid regprocedure","name text"].map(e=>`
CREATE FUNCTION @extschema@.plpgsql_check_function(${e}, relid regclass DEFAULT 0, format text DEFAULT 'text',
  fatal_errors boolean DEFAULT true, other_warnings boolean DEFAULT true, performance_warnings boolean DEFAULT false,
  extra_warnings boolean DEFAULT true, security_warnings boolean DEFAULT false) RETURNS SETOF text ${U};
CREATE FUNCTION @extschema@.plpgsql_check_function_tb(${e}, relid regclass DEFAULT 0,
  fatal_errors boolean DEFAULT true, other_warnings boolean DEFAULT true, performance_warnings boolean DEFAULT false,
  extra_warnings boolean DEFAULT true, security_warnings boolean DEFAULT false)
RETURNS TABLE (functionid regproc, lineno integer, statement text, sqlstate text, message text, detail text, hint text,
  level text, "position" integer, query text, context text) ${U};`).join(`
`)}),s({name:"pg_repack",version:"1.5.2",comment:"Reorganize tables in PostgreSQL databases with minimal locks",missing:"it repacks nothing",script:`
CREATE SCHEMA repack;
GRANT USAGE ON SCHEMA repack TO postgres WITH GRANT OPTION;
CREATE FUNCTION repack.version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'pg_repack 1.5.2'::text $$;
CREATE FUNCTION repack.version_sql() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'pg_repack 1.5.2'::text $$;
`}),s({name:"pg_stat_monitor",version:"2.1",comment:"The pg_stat_monitor is a PostgreSQL Query Performance Monitoring tool",missing:"it collects nothing",script:`
CREATE VIEW @extschema@.pg_stat_monitor AS
  SELECT NULL::bigint AS bucket, NULL::text AS query, NULL::bigint AS calls, NULL::double precision AS total_exec_time WHERE false;
CREATE FUNCTION @extschema@.pg_stat_monitor_reset() RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.pg_stat_monitor_version() RETURNS text LANGUAGE sql AS $$ SELECT '2.1'::text $$;
`})];var pt=s({name:"pg_partman",version:"5.2.4",comment:"Extension to manage partitioned tables by time or ID",missing:"it records which tables it manages and makes no partitions",script:`
CREATE TABLE @extschema@.part_config (
  parent_table text CONSTRAINT part_config_parent_table_pkey PRIMARY KEY,
  control text NOT NULL,
  partition_interval text NOT NULL,
  partition_type text NOT NULL DEFAULT 'range',
  premake integer NOT NULL DEFAULT 4,
  automatic_maintenance text NOT NULL DEFAULT 'on',
  template_table text,
  retention text,
  retention_schema text,
  retention_keep_index boolean NOT NULL DEFAULT true,
  retention_keep_table boolean NOT NULL DEFAULT true,
  epoch text NOT NULL DEFAULT 'none',
  constraint_cols text[],
  optimize_constraint integer NOT NULL DEFAULT 30,
  infinite_time_partitions boolean NOT NULL DEFAULT false,
  datetime_string text,
  jobmon boolean NOT NULL DEFAULT true,
  sub_partition_set_full boolean NOT NULL DEFAULT false,
  undo_in_progress boolean NOT NULL DEFAULT false,
  inherit_privileges boolean DEFAULT false,
  constraint_valid boolean DEFAULT true,
  ignore_default_data boolean NOT NULL DEFAULT true,
  default_table boolean DEFAULT true,
  date_trunc_interval text,
  maintenance_order integer,
  retention_keep_publication boolean NOT NULL DEFAULT false,
  maintenance_last_run timestamptz
);
CREATE TABLE @extschema@.part_config_sub (
  sub_parent text CONSTRAINT part_config_sub_pkey PRIMARY KEY REFERENCES @extschema@.part_config (parent_table),
  sub_control text NOT NULL,
  sub_partition_interval text NOT NULL,
  sub_partition_type text NOT NULL
);
CREATE FUNCTION @extschema@.create_parent(p_parent_table text, p_control text, p_interval text, p_type text DEFAULT 'range',
  p_epoch text DEFAULT 'none', p_premake integer DEFAULT 4, p_start_partition text DEFAULT NULL,
  p_default_table boolean DEFAULT true, p_automatic_maintenance text DEFAULT 'on', p_constraint_cols text[] DEFAULT NULL,
  p_template_table text DEFAULT NULL, p_jobmon boolean DEFAULT true, p_date_trunc_interval text DEFAULT NULL,
  p_control_not_null boolean DEFAULT true, p_time_encoder text DEFAULT NULL, p_time_decoder text DEFAULT NULL)
RETURNS boolean LANGUAGE sql AS $$
  INSERT INTO @extschema@.part_config (parent_table, control, partition_interval, partition_type, premake, epoch, automatic_maintenance)
    VALUES ($1, $2, $3, $4, $6, $5, $9);
  SELECT true
$$;
CREATE FUNCTION @extschema@.run_maintenance(p_parent_table text DEFAULT NULL, p_analyze boolean DEFAULT false,
  p_jobmon boolean DEFAULT true) RETURNS void LANGUAGE sql AS $$ $$;
CREATE PROCEDURE @extschema@.run_maintenance_proc(p_wait integer DEFAULT 0, p_analyze boolean DEFAULT NULL,
  p_jobmon boolean DEFAULT true) LANGUAGE sql AS $$ $$;
CREATE PROCEDURE @extschema@.partition_data_proc(p_parent_table text, p_loop_count integer DEFAULT NULL) LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.partition_data_time(p_parent_table text, p_batch_count integer DEFAULT 1) RETURNS bigint LANGUAGE sql AS $$ SELECT 0::bigint $$;
CREATE FUNCTION @extschema@.partition_data_id(p_parent_table text, p_batch_count integer DEFAULT 1) RETURNS bigint LANGUAGE sql AS $$ SELECT 0::bigint $$;
CREATE FUNCTION @extschema@.check_default(p_exact_count boolean DEFAULT true) RETURNS TABLE (default_table text, count bigint) LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION @extschema@.show_partitions(p_parent_table text, p_order text DEFAULT 'ASC', p_include_default boolean DEFAULT false)
RETURNS TABLE (partition_schemaname text, partition_tablename text) LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION @extschema@.undo_partition(p_parent_table text, p_target_table text, p_loop_count integer DEFAULT 1,
  OUT partitions_undone integer, OUT rows_undone bigint) LANGUAGE sql AS $$ SELECT 0, 0::bigint $$;
GRANT ALL ON @extschema@.part_config, @extschema@.part_config_sub TO postgres WITH GRANT OPTION;
`}),dt=s({name:"timescaledb",version:"2.16.1",comment:"Enables scalable inserts and complex queries for time-series data",missing:"a hypertable stays an ordinary table; continuous aggregates are refused",script:`
CREATE SCHEMA _timescaledb_catalog;
CREATE SCHEMA timescaledb_information;
CREATE TABLE _timescaledb_catalog.hypertable (
  id serial CONSTRAINT hypertable_pkey PRIMARY KEY,
  relation regclass NOT NULL UNIQUE,
  time_column name NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE VIEW timescaledb_information.hypertables AS
  SELECT n.nspname AS hypertable_schema, c.relname AS hypertable_name, c.relowner::regrole::name AS owner, 1::smallint AS num_dimensions,
    0::bigint AS num_chunks, false AS compression_enabled
  FROM _timescaledb_catalog.hypertable AS h JOIN pg_class AS c ON c.oid = h.relation JOIN pg_namespace AS n ON n.oid = c.relnamespace;
CREATE FUNCTION @extschema@.create_hypertable(relation regclass, time_column_name name, partitioning_column name DEFAULT NULL,
  number_partitions integer DEFAULT NULL, associated_schema_name name DEFAULT NULL, associated_table_prefix name DEFAULT NULL,
  chunk_time_interval anyelement DEFAULT NULL::bigint, create_default_indexes boolean DEFAULT true,
  if_not_exists boolean DEFAULT false, partitioning_func regproc DEFAULT NULL, migrate_data boolean DEFAULT false,
  OUT hypertable_id integer, OUT schema_name name, OUT table_name name, OUT created boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO _timescaledb_catalog.hypertable (relation, time_column) VALUES (create_hypertable.relation, time_column_name)
    ON CONFLICT DO NOTHING RETURNING id INTO hypertable_id;
  created := hypertable_id IS NOT NULL;
  IF NOT created AND NOT if_not_exists THEN
    RAISE EXCEPTION 'table "%" is already a hypertable', create_hypertable.relation;
  END IF;
  SELECT n.nspname, c.relname INTO schema_name, table_name
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = create_hypertable.relation;
END
$$;
CREATE FUNCTION @extschema@.time_bucket(bucket_width interval, ts timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT date_bin($1, $2, '2000-01-03 00:00:00+00'::timestamptz)
$$;
CREATE FUNCTION @extschema@.time_bucket(bucket_width interval, ts timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT date_bin($1, $2, '2000-01-03'::timestamp)
$$;
CREATE FUNCTION @extschema@.time_bucket(bucket_width interval, ts date) RETURNS date LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT date_bin($1, $2::timestamp, '2000-01-03'::timestamp)::date
$$;
CREATE FUNCTION @extschema@.time_bucket(bucket_width bigint, ts bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $2 - $2 % $1 $$;
CREATE FUNCTION @extschema@.time_bucket(bucket_width integer, ts integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $2 - $2 % $1 $$;
CREATE FUNCTION @extschema@.set_chunk_time_interval(hypertable regclass, chunk_time_interval anyelement) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.add_dimension(hypertable regclass, column_name name, number_partitions integer DEFAULT NULL,
  if_not_exists boolean DEFAULT false) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.add_retention_policy(relation regclass, drop_after anyelement, if_not_exists boolean DEFAULT false) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION @extschema@.remove_retention_policy(relation regclass, if_exists boolean DEFAULT false) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.add_compression_policy(hypertable regclass, compress_after anyelement, if_not_exists boolean DEFAULT false) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION @extschema@.remove_compression_policy(hypertable regclass, if_exists boolean DEFAULT false) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION @extschema@.drop_chunks(relation regclass, older_than anyelement) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION @extschema@.show_chunks(relation regclass) RETURNS SETOF regclass LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION @extschema@.hypertable_size(hypertable regclass) RETURNS bigint LANGUAGE sql AS $$ SELECT pg_total_relation_size($1) $$;
CREATE FUNCTION @extschema@.keep_first(anyelement, anyelement, timestamptz) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce($1, $2) $$;
CREATE FUNCTION @extschema@.keep_last(anyelement, anyelement, timestamptz) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT $2 $$;
CREATE AGGREGATE @extschema@.first(anyelement, timestamptz) (SFUNC = @extschema@.keep_first, STYPE = anyelement);
CREATE AGGREGATE @extschema@.last(anyelement, timestamptz) (SFUNC = @extschema@.keep_last, STYPE = anyelement);
`}),le=[pt,dt];var ce=s({name:"pg_cron",version:"1.6.4",comment:"Job scheduler for PostgreSQL",missing:"it keeps jobs and never runs them",script:`
CREATE SCHEMA cron;
CREATE SEQUENCE cron.jobid_seq;
CREATE SEQUENCE cron.runid_seq;
CREATE TABLE cron.job (
  jobid bigint CONSTRAINT job_pkey PRIMARY KEY DEFAULT nextval('cron.jobid_seq'),
  schedule text NOT NULL,
  command text NOT NULL,
  nodename text NOT NULL DEFAULT 'localhost',
  nodeport integer NOT NULL DEFAULT coalesce(inet_server_port(), 5432),
  database text NOT NULL DEFAULT current_database(),
  username text NOT NULL DEFAULT CURRENT_USER,
  active boolean NOT NULL DEFAULT true,
  jobname text,
  CONSTRAINT jobname_username_uniq UNIQUE (jobname, username)
);
ALTER TABLE cron.job ENABLE ROW LEVEL SECURITY;
CREATE POLICY cron_job_policy ON cron.job USING (username = CURRENT_USER);
CREATE TABLE cron.job_run_details (
  jobid bigint,
  runid bigint CONSTRAINT job_run_details_pkey PRIMARY KEY DEFAULT nextval('cron.runid_seq'),
  job_pid integer,
  database text,
  username text,
  command text,
  status text,
  return_message text,
  start_time timestamptz,
  end_time timestamptz
);
ALTER TABLE cron.job_run_details ENABLE ROW LEVEL SECURITY;
CREATE POLICY cron_job_run_details_policy ON cron.job_run_details USING (username = CURRENT_USER);
CREATE FUNCTION cron.job_cache_invalidate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER cron_job_cache_invalidate AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON cron.job
  FOR EACH STATEMENT EXECUTE FUNCTION cron.job_cache_invalidate();

CREATE FUNCTION cron.alter_job(job_id bigint, schedule text DEFAULT NULL, command text DEFAULT NULL,
  database text DEFAULT NULL, username text DEFAULT NULL, active boolean DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE cron.job AS j SET
    schedule = coalesce(alter_job.schedule, j.schedule),
    command = coalesce(alter_job.command, j.command),
    database = coalesce(alter_job.database, j.database),
    username = coalesce(alter_job.username, j.username),
    active = coalesce(alter_job.active, j.active)
  WHERE j.jobid = job_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Job % does not exist or you don''t own it', job_id;
  END IF;
END
$$;
CREATE FUNCTION cron.schedule_in_database(job_name text, schedule text, command text, database text,
  username text DEFAULT NULL, active boolean DEFAULT true) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  id bigint;
BEGIN
  IF trim(schedule) !~* '^(@(yearly|annually|monthly|weekly|daily|midnight|hourly|reboot)|[1-5]?[0-9] seconds?|(\\S+\\s+){4}\\S+)$' THEN
    RAISE EXCEPTION 'invalid schedule: %', schedule
      USING HINT = 'Use cron format (e.g. 5 4 * * *), or interval format ''[1-59] seconds''';
  END IF;
  INSERT INTO cron.job AS j (jobname, schedule, command, database, username, active)
    VALUES (job_name, schedule, command, database, coalesce(username, session_user), active)
    ON CONFLICT ON CONSTRAINT jobname_username_uniq
    DO UPDATE SET schedule = excluded.schedule, command = excluded.command, database = excluded.database, active = excluded.active
    RETURNING j.jobid INTO id;
  RETURN id;
END
$$;
CREATE FUNCTION cron.schedule(schedule text, command text) RETURNS bigint LANGUAGE sql AS $$
  SELECT cron.schedule_in_database(NULL, schedule, command, current_database())
$$;
CREATE FUNCTION cron.schedule(job_name text, schedule text, command text) RETURNS bigint LANGUAGE sql AS $$
  SELECT cron.schedule_in_database(job_name, schedule, command, current_database())
$$;
CREATE FUNCTION cron.unschedule(job_id bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  DELETE FROM cron.job WHERE jobid = job_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'could not find valid entry for job ''%''', job_id;
  END IF;
  RETURN true;
END
$$;
CREATE FUNCTION cron.unschedule(job_name text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  DELETE FROM cron.job WHERE jobname = job_name;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'could not find valid entry for job ''%''', job_name;
  END IF;
  RETURN true;
END
$$;
ALTER FUNCTION cron.alter_job(bigint, text, text, text, text, boolean) OWNER TO postgres;
ALTER FUNCTION cron.schedule_in_database(text, text, text, text, text, boolean) OWNER TO postgres;
ALTER FUNCTION cron.unschedule(bigint) OWNER TO postgres;
ALTER FUNCTION cron.unschedule(text) OWNER TO postgres;
GRANT USAGE ON SCHEMA cron TO postgres WITH GRANT OPTION;
GRANT ALL ON ALL TABLES IN SCHEMA cron TO postgres WITH GRANT OPTION;
GRANT ALL ON ALL SEQUENCES IN SCHEMA cron TO postgres WITH GRANT OPTION;
GRANT ALL ON ALL ROUTINES IN SCHEMA cron TO postgres WITH GRANT OPTION;

-- The platform puts pg_cron into pg_catalog whatever schema a migration asks for.
UPDATE pg_catalog.pg_extension SET extnamespace = 'pg_catalog'::regnamespace WHERE extname = 'pg_cron';
DELETE FROM pg_catalog.pg_depend
  WHERE classid = 'pg_extension'::regclass AND refclassid = 'pg_namespace'::regclass AND deptype = 'n'
    AND objid = (SELECT oid FROM pg_catalog.pg_extension WHERE extname = 'pg_cron');
`});var pe=s({name:"pg_graphql",version:"1.5.11",comment:"pg_graphql: GraphQL support",missing:"it answers no GraphQL query",schema:"graphql",script:`
CREATE SEQUENCE graphql.seq_schema_version CYCLE;
CREATE FUNCTION graphql.get_schema_version() RETURNS integer LANGUAGE sql SECURITY DEFINER AS $$
  SELECT last_value::integer FROM graphql.seq_schema_version
$$;
CREATE FUNCTION graphql.increment_schema_version() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  PERFORM nextval('graphql.seq_schema_version');
END
$$;
CREATE FUNCTION graphql.comment_directive(comment_ text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce((regexp_match(comment_, '@graphql\\((.+)\\)'))[1]::jsonb, '{}'::jsonb)
$$;
CREATE FUNCTION graphql.exception(message text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = '22000', MESSAGE = message;
END
$$;
CREATE FUNCTION graphql._internal_resolve(query text, variables jsonb DEFAULT '{}', "operationName" text DEFAULT NULL,
  extensions jsonb DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$ SELECT '{"data": null}'::jsonb $$;
CREATE FUNCTION graphql.resolve(query text, variables jsonb DEFAULT '{}', "operationName" text DEFAULT NULL,
  extensions jsonb DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$
  SELECT graphql._internal_resolve(query, variables, "operationName", extensions)
$$;
ALTER FUNCTION graphql.get_schema_version() OWNER TO postgres;
ALTER FUNCTION graphql.increment_schema_version() OWNER TO postgres;
GRANT USAGE ON SCHEMA graphql TO postgres WITH GRANT OPTION;
GRANT USAGE ON SCHEMA graphql TO anon, authenticated, service_role;
GRANT ALL ON ALL ROUTINES IN SCHEMA graphql TO postgres, anon, authenticated, service_role;
GRANT ALL ON ALL SEQUENCES IN SCHEMA graphql TO postgres, anon, authenticated, service_role;
`});var Rt=["number bigint","numbers bigint[]"].flatMap(e=>["",", salt text",", salt text, min_length integer",", salt text, min_length integer, alphabet text"].map(t=>`CREATE FUNCTION @extschema@.id_encode(${e.endsWith("[]")&&t===""?"VARIADIC ":""}${e}${t}) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT array_to_string(ARRAY[$1], '-')
$$;`)),gt=["",", salt text",", salt text, min_length integer",", salt text, min_length integer, alphabet text"].map(e=>`CREATE FUNCTION @extschema@.id_decode(hash text${e}) RETURNS bigint[] LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT string_to_array($1, '-')::bigint[]
$$;
CREATE FUNCTION @extschema@.id_decode_once(hash text${e}) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT (string_to_array($1, '-')::bigint[])[1]
$$;`),de=s({name:"pg_hashids",version:"1.3",comment:"pg_hashids",missing:"it writes numbers as they are instead of hashing them",script:`${[...Rt,...gt].join(`
`)}
`});var Re=s({name:"pg_jsonschema",version:"0.3.3",comment:"pg_jsonschema",missing:"it finds every document valid",script:`
CREATE FUNCTION @extschema@.json_matches_schema(schema json, instance json) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT true $$;
CREATE FUNCTION @extschema@.jsonb_matches_schema(schema json, instance jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT true $$;
CREATE FUNCTION @extschema@.jsonschema_is_valid(schema json) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT true $$;
CREATE FUNCTION @extschema@.jsonschema_validation_errors(schema json, instance json) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT '{}'::text[] $$;
`});var ge=s({name:"pg_net",version:"0.19.5",comment:"Async HTTP",missing:"it queues requests and never sends them",script:`
CREATE SCHEMA IF NOT EXISTS net;
CREATE DOMAIN net.http_method AS text CHECK (VALUE IS NULL OR lower(VALUE) IN ('get', 'post', 'delete'));
CREATE TYPE net.request_status AS ENUM ('PENDING', 'SUCCESS', 'ERROR');
CREATE TYPE net.http_response AS (status_code integer, headers jsonb, body text);
CREATE TYPE net.http_response_result AS (status net.request_status, message text, response net.http_response);
CREATE UNLOGGED TABLE net.http_request_queue (
  id bigserial,
  method net.http_method NOT NULL,
  url text NOT NULL,
  headers jsonb,
  body bytea,
  timeout_milliseconds integer NOT NULL
);
CREATE UNLOGGED TABLE net._http_response (
  id bigint,
  status_code integer,
  content_type text,
  headers jsonb,
  content text,
  timed_out boolean,
  error_msg text,
  created timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX _http_response_created_idx ON net._http_response (created);
CREATE FUNCTION net._urlencode_string(string character varying) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT string::text $$;
CREATE FUNCTION net._encode_url_with_params_array(url text, params_array text[]) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT url || coalesce('?' || nullif(array_to_string(params_array, '&'), ''), '')
$$;
CREATE FUNCTION net.wake() RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION net.worker_restart() RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION net.check_worker_is_up() RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION net.wait_until_running() RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION net.http_get(url text, params jsonb DEFAULT '{}', headers jsonb DEFAULT '{}',
  timeout_milliseconds integer DEFAULT 5000) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = net AS $$
  INSERT INTO net.http_request_queue (method, url, headers, timeout_milliseconds)
    VALUES ('GET', $1, $3, $4) RETURNING id
$$;
CREATE FUNCTION net.http_post(url text, body jsonb DEFAULT '{}', params jsonb DEFAULT '{}',
  headers jsonb DEFAULT '{"Content-Type": "application/json"}', timeout_milliseconds integer DEFAULT 5000)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = net AS $$
  INSERT INTO net.http_request_queue (method, url, headers, body, timeout_milliseconds)
    VALUES ('POST', $1, $4, convert_to($2::text, 'UTF8'), $5) RETURNING id
$$;
CREATE FUNCTION net.http_delete(url text, params jsonb DEFAULT '{}', headers jsonb DEFAULT '{}',
  timeout_milliseconds integer DEFAULT 5000, body jsonb DEFAULT NULL)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = net AS $$
  INSERT INTO net.http_request_queue (method, url, headers, body, timeout_milliseconds)
    VALUES ('DELETE', $1, $3, convert_to($5::text, 'UTF8'), $4) RETURNING id
$$;
CREATE FUNCTION net._http_collect_response(request_id bigint, async boolean DEFAULT true)
RETURNS net.http_response_result LANGUAGE sql AS $$
  SELECT ROW('PENDING', 'request is pending processing', NULL)::net.http_response_result
$$;
CREATE FUNCTION net.http_collect_response(request_id bigint, async boolean DEFAULT true)
RETURNS net.http_response_result LANGUAGE sql AS $$ SELECT net._http_collect_response(request_id, async) $$;
ALTER FUNCTION net.http_get(text, jsonb, jsonb, integer) OWNER TO postgres;
ALTER FUNCTION net.http_post(text, jsonb, jsonb, jsonb, integer) OWNER TO postgres;
ALTER FUNCTION net.http_delete(text, jsonb, jsonb, integer, jsonb) OWNER TO postgres;
GRANT USAGE ON SCHEMA net TO supabase_functions_admin, postgres, anon, authenticated, service_role;
GRANT ALL ON ALL TABLES IN SCHEMA net TO postgres WITH GRANT OPTION;
GRANT ALL ON ALL SEQUENCES IN SCHEMA net TO postgres WITH GRANT OPTION;
GRANT ALL ON ALL ROUTINES IN SCHEMA net TO postgres WITH GRANT OPTION;
`});var ue=[s({name:"pg_tle",version:"1.4.0",comment:"Trusted Language Extensions for PostgreSQL",missing:"it lists the extensions that are installed through it, but CREATE EXTENSION does not find them",schema:"pgtle",script:`
CREATE TYPE pgtle.password_types AS ENUM
  ('PASSWORD_TYPE_PLAINTEXT', 'PASSWORD_TYPE_MD5', 'PASSWORD_TYPE_SCRAM_SHA_256');
CREATE TYPE pgtle.pg_tle_features AS ENUM ('passcheck', 'clientauth');
CREATE TABLE pgtle.feature_info (
  feature pgtle.pg_tle_features,
  schema_name text,
  proname text,
  obj_identity text,
  PRIMARY KEY (feature, schema_name, proname)
);
CREATE TABLE pgtle.installed (name text, version text, description text, body text, requires text[], PRIMARY KEY (name, version));
CREATE FUNCTION pgtle.install_extension(name text, version text, description text, ext text, requires text[] DEFAULT NULL,
  schema text DEFAULT NULL) RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO pgtle.installed (name, version, description, body, requires)
    SELECT $1, $2, $3, $4, $5 WHERE $1 IS NOT NULL AND $2 IS NOT NULL ON CONFLICT DO NOTHING;
  SELECT true
$$;
CREATE FUNCTION pgtle.install_extension_version_sql(name text, version text, ext text) RETURNS boolean
LANGUAGE sql AS $$ SELECT pgtle.install_extension($1, $2, NULL, $3) $$;
CREATE FUNCTION pgtle.install_update_path(name text, fromvers text, tovers text, ext text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION pgtle.set_default_version(name text, version text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION pgtle.uninstall_extension(extname text) RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  DELETE FROM pgtle.installed WHERE name = $1;
  SELECT true
$$;
CREATE FUNCTION pgtle.uninstall_extension(extname text, version text) RETURNS boolean LANGUAGE sql AS $$ SELECT pgtle.uninstall_extension($1) $$;
CREATE FUNCTION pgtle.uninstall_extension_if_exists(extname text) RETURNS boolean LANGUAGE sql AS $$ SELECT pgtle.uninstall_extension($1) $$;
CREATE FUNCTION pgtle.uninstall_update_path(extname text, fromvers text, tovers text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION pgtle.uninstall_update_path_if_exists(extname text, fromvers text, tovers text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION pgtle.available_extensions(OUT name name, OUT default_version text, OUT comment text) RETURNS SETOF record
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$ SELECT DISTINCT ON (name) name::name, version, description FROM pgtle.installed $$;
CREATE FUNCTION pgtle.available_extension_versions(OUT name name, OUT version text, OUT superuser boolean, OUT trusted boolean,
  OUT relocatable boolean, OUT schema name, OUT requires name[], OUT comment text) RETURNS SETOF record
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT name::name, version, false, false, false, NULL::name, requires::name[], description FROM pgtle.installed
$$;
CREATE FUNCTION pgtle.extension_update_paths(name name, OUT source text, OUT target text, OUT path text) RETURNS SETOF record
LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION pgtle.register_feature(proc regproc, feature pgtle.pg_tle_features) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgtle.register_feature_if_not_exists(proc regproc, feature pgtle.pg_tle_features) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION pgtle.unregister_feature(proc regproc, feature pgtle.pg_tle_features) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgtle.unregister_feature_if_exists(proc regproc, feature pgtle.pg_tle_features) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
ALTER FUNCTION pgtle.install_extension(text, text, text, text, text[], text) OWNER TO postgres;
ALTER FUNCTION pgtle.uninstall_extension(text) OWNER TO postgres;
ALTER FUNCTION pgtle.available_extensions() OWNER TO postgres;
ALTER FUNCTION pgtle.available_extension_versions() OWNER TO postgres;
GRANT pgtle_admin TO postgres;
GRANT USAGE ON SCHEMA pgtle TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA pgtle TO pgtle_admin, postgres;
`}),s({name:"supabase-dbdev",version:"0.0.5",comment:"PostgreSQL package manager",missing:"it fetches no package from database.dev",script:`
CREATE SCHEMA dbdev;
CREATE FUNCTION dbdev.install(package_name text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
GRANT USAGE ON SCHEMA dbdev TO postgres WITH GRANT OPTION;
`})];var Le=s({name:"pgjwt",version:"0.2.0",comment:"JSON Web Token API for Postgresql",missing:"nothing: tokens are really signed and verified",relocatable:!1,requires:["pgcrypto"],script:`
CREATE FUNCTION @extschema@.url_encode(data bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT translate(encode(data, 'base64'), E'+/=\\n', '-_')
$$;
CREATE FUNCTION @extschema@.url_decode(data text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT decode(rpad(translate(data, '-_', '+/'), (ceil(length(data) / 4.0) * 4)::integer, '='), 'base64')
$$;
CREATE FUNCTION @extschema@.algorithm_sign(signables text, secret text, algorithm text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  -- pgcrypto may live in any schema, and PostgreSQL 15 has no macro that names it.
  home text := (SELECT extnamespace::regnamespace::text FROM pg_catalog.pg_extension WHERE extname = 'pgcrypto');
  signature bytea;
BEGIN
  EXECUTE format('SELECT %s.hmac($1, $2, $3)', home)
    INTO signature USING signables, secret, 'sha' || substr(algorithm, 3);
  RETURN @extschema@.url_encode(signature);
END
$$;
CREATE FUNCTION @extschema@.sign(payload json, secret text, algorithm text DEFAULT 'HS256') RETURNS text LANGUAGE sql STABLE AS $$
  SELECT parts.signables || '.' || @extschema@.algorithm_sign(parts.signables, secret, algorithm)
  FROM (
    SELECT @extschema@.url_encode(convert_to('{"alg":"' || algorithm || '","typ":"JWT"}', 'utf8'))
      || '.' || @extschema@.url_encode(convert_to(payload::text, 'utf8')) AS signables
  ) AS parts
$$;
CREATE FUNCTION @extschema@.try_cast_double(inp text) RETURNS double precision LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN inp::double precision;
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END
$$;
CREATE FUNCTION @extschema@.verify(token text, secret text, algorithm text DEFAULT 'HS256',
  OUT header json, OUT payload json, OUT valid boolean) RETURNS record LANGUAGE sql STABLE AS $$
  SELECT
    convert_from(@extschema@.url_decode(parts[1]), 'utf8')::json,
    convert_from(@extschema@.url_decode(parts[2]), 'utf8')::json,
    parts[3] = @extschema@.algorithm_sign(parts[1] || '.' || parts[2], secret, algorithm)
  FROM regexp_split_to_array(token, '\\.') AS parts
$$;
`});var Ue=`
CREATE FUNCTION pgmq.send_batch(queue_name text, msgs jsonb[], headers jsonb[], delay timestamptz) RETURNS SETOF bigint
LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'INSERT INTO pgmq.%I (vt, message, headers) SELECT $2, m, h FROM unnest($1, $3) AS sent (m, h) RETURNING msg_id',
    pgmq.format_table_name(queue_name, 'q')) USING msgs, delay, headers;
END
$$;
CREATE FUNCTION pgmq.send_batch(queue_name text, msgs jsonb[], delay timestamptz) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, $2, NULL::jsonb[], $3)
$$;
CREATE FUNCTION pgmq.send_batch(queue_name text, msgs jsonb[], headers jsonb[]) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, $2, $3, clock_timestamp())
$$;
CREATE FUNCTION pgmq.send_batch(queue_name text, msgs jsonb[], delay integer) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, $2, NULL::jsonb[], clock_timestamp() + make_interval(secs => $3))
$$;
CREATE FUNCTION pgmq.send_batch(queue_name text, msgs jsonb[]) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, $2, NULL::jsonb[], clock_timestamp())
$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, headers jsonb, delay timestamptz) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, ARRAY[$2], ARRAY[$3], $4)
$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, headers jsonb, delay integer) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, ARRAY[$2], ARRAY[$3], clock_timestamp() + make_interval(secs => $4))
$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, delay timestamptz) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, ARRAY[$2], NULL::jsonb[], $3)
$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, delay integer) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, ARRAY[$2], NULL::jsonb[], clock_timestamp() + make_interval(secs => $3))
$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, headers jsonb) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, ARRAY[$2], ARRAY[$3], clock_timestamp())
$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, ARRAY[$2], NULL::jsonb[], clock_timestamp())
$$;
CREATE FUNCTION pgmq.read(queue_name text, vt integer, qty integer, conditional jsonb DEFAULT '{}')
RETURNS SETOF pgmq.message_record LANGUAGE plpgsql AS $$
DECLARE
  queue text := pgmq.format_table_name(queue_name, 'q');
BEGIN
  RETURN QUERY EXECUTE format($sql$
    WITH chosen AS (
      SELECT msg_id FROM pgmq.%I WHERE vt <= clock_timestamp() AND ($3 = '{}' OR message @> $3)
      ORDER BY msg_id LIMIT $1 FOR UPDATE SKIP LOCKED
    )
    UPDATE pgmq.%I AS m SET vt = clock_timestamp() + make_interval(secs => $2), read_ct = read_ct + 1
    FROM chosen WHERE m.msg_id = chosen.msg_id
    RETURNING m.msg_id, m.read_ct, m.enqueued_at, m.vt, m.message, m.headers$sql$, queue, queue)
    USING qty, vt, conditional;
END
$$;
CREATE FUNCTION pgmq.read_with_poll(queue_name text, vt integer, qty integer, max_poll_seconds integer DEFAULT 5,
  poll_interval_ms integer DEFAULT 100, conditional jsonb DEFAULT '{}') RETURNS SETOF pgmq.message_record LANGUAGE sql AS $$
  SELECT * FROM pgmq.read($1, $2, $3, $6)
$$;
CREATE FUNCTION pgmq.pop(queue_name text) RETURNS SETOF pgmq.message_record LANGUAGE plpgsql AS $$
DECLARE
  queue text := pgmq.format_table_name(queue_name, 'q');
BEGIN
  RETURN QUERY EXECUTE format($sql$
    DELETE FROM pgmq.%I WHERE msg_id = (SELECT min(msg_id) FROM pgmq.%I WHERE vt <= clock_timestamp())
    RETURNING msg_id, read_ct, enqueued_at, vt, message, headers$sql$, queue, queue);
END
$$;
CREATE FUNCTION pgmq.archive(queue_name text, msg_ids bigint[]) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format($sql$
    WITH archived AS (
      DELETE FROM pgmq.%I WHERE msg_id = ANY ($1) RETURNING msg_id, vt, read_ct, enqueued_at, message, headers
    )
    INSERT INTO pgmq.%I (msg_id, vt, read_ct, enqueued_at, message, headers)
    SELECT msg_id, vt, read_ct, enqueued_at, message, headers FROM archived RETURNING msg_id$sql$,
    pgmq.format_table_name(queue_name, 'q'), pgmq.format_table_name(queue_name, 'a')) USING msg_ids;
END
$$;
CREATE FUNCTION pgmq.archive(queue_name text, msg_id bigint) RETURNS boolean LANGUAGE sql AS $$
  SELECT count(*) > 0 FROM pgmq.archive($1, ARRAY[$2])
$$;
CREATE FUNCTION pgmq.delete(queue_name text, msg_ids bigint[]) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format('DELETE FROM pgmq.%I WHERE msg_id = ANY ($1) RETURNING msg_id',
    pgmq.format_table_name(queue_name, 'q')) USING msg_ids;
END
$$;
CREATE FUNCTION pgmq.delete(queue_name text, msg_id bigint) RETURNS boolean LANGUAGE sql AS $$
  SELECT count(*) > 0 FROM pgmq.delete($1, ARRAY[$2])
$$;
CREATE FUNCTION pgmq.set_vt(queue_name text, msg_id bigint, vt integer) RETURNS SETOF pgmq.message_record LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format($sql$UPDATE pgmq.%I SET vt = clock_timestamp() + make_interval(secs => $2)
    WHERE msg_id = $1 RETURNING msg_id, read_ct, enqueued_at, vt, message, headers$sql$,
    pgmq.format_table_name(queue_name, 'q')) USING msg_id, vt;
END
$$;
`;var ut=`
CREATE TABLE pgmq.meta (
  queue_name varchar UNIQUE NOT NULL,
  is_partitioned boolean NOT NULL,
  is_unlogged boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TYPE pgmq.message_record AS
  (msg_id bigint, read_ct integer, enqueued_at timestamptz, vt timestamptz, message jsonb, headers jsonb);
CREATE TYPE pgmq.queue_record AS (queue_name varchar, is_partitioned boolean, is_unlogged boolean, created_at timestamptz);
CREATE TYPE pgmq.metrics_result AS (queue_name text, queue_length bigint, newest_msg_age_sec integer,
  oldest_msg_age_sec integer, total_messages bigint, scrape_time timestamptz, queue_visible_length bigint);
CREATE FUNCTION pgmq.format_table_name(queue_name text, prefix text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF queue_name ~ '[$;]|--|''' THEN
    RAISE EXCEPTION 'queue name contains invalid characters: $, ;, --, or \\''';
  END IF;
  RETURN lower(prefix || '_' || queue_name);
END
$$;
CREATE FUNCTION pgmq.validate_queue_name(queue_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF length(queue_name) > 47 THEN
    RAISE EXCEPTION 'queue name is too long, maximum length is 47 characters';
  END IF;
END
$$;
CREATE FUNCTION pgmq.acquire_queue_lock(queue_name text) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtext('pgmq.queue_' || queue_name))
$$;
CREATE FUNCTION pgmq._create(queue_name text, unlogged boolean, partitioned boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  queue text := pgmq.format_table_name(queue_name, 'q');
  archive text := pgmq.format_table_name(queue_name, 'a');
BEGIN
  PERFORM pgmq.validate_queue_name(queue_name);
  EXECUTE format($sql$CREATE %s TABLE IF NOT EXISTS pgmq.%I (
    msg_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamptz DEFAULT now() NOT NULL,
    vt timestamptz NOT NULL,
    message jsonb,
    headers jsonb)$sql$, CASE WHEN unlogged THEN 'UNLOGGED' ELSE '' END, queue);
  EXECUTE format($sql$CREATE TABLE IF NOT EXISTS pgmq.%I (
    msg_id bigint PRIMARY KEY,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamptz DEFAULT now() NOT NULL,
    archived_at timestamptz DEFAULT now() NOT NULL,
    vt timestamptz NOT NULL,
    message jsonb,
    headers jsonb)$sql$, archive);
  EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON pgmq.%I (vt)', queue || '_vt_idx', queue);
  EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON pgmq.%I (archived_at)', 'archived_at_idx_' || queue_name, archive);
  INSERT INTO pgmq.meta (queue_name, is_partitioned, is_unlogged) VALUES (queue_name, partitioned, unlogged)
    ON CONFLICT DO NOTHING;
END
$$;
CREATE FUNCTION pgmq.create_non_partitioned(queue_name text) RETURNS void LANGUAGE sql AS $$ SELECT pgmq._create($1, false, false) $$;
CREATE FUNCTION pgmq.create_unlogged(queue_name text) RETURNS void LANGUAGE sql AS $$ SELECT pgmq._create($1, true, false) $$;
CREATE FUNCTION pgmq.create_partitioned(queue_name text, partition_interval text DEFAULT '10000',
  retention_interval text DEFAULT '100000') RETURNS void LANGUAGE sql AS $$ SELECT pgmq._create($1, false, true) $$;
CREATE FUNCTION pgmq."create"(queue_name text) RETURNS void LANGUAGE sql AS $$ SELECT pgmq._create($1, false, false) $$;
CREATE FUNCTION pgmq.convert_archive_partitioned(table_name text, partition_interval text DEFAULT '10000',
  retention_interval text DEFAULT '100000', leading_partition integer DEFAULT 10) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgmq.detach_archive(queue_name text) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgmq.enable_notify_insert(queue_name text) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgmq.disable_notify_insert(queue_name text) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgmq.drop_queue(queue_name text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DROP TABLE IF EXISTS pgmq.%I, pgmq.%I',
    pgmq.format_table_name(queue_name, 'q'), pgmq.format_table_name(queue_name, 'a'));
  DELETE FROM pgmq.meta AS m WHERE lower(m.queue_name) = lower(drop_queue.queue_name);
  RETURN FOUND;
END
$$;
CREATE FUNCTION pgmq.drop_queue(queue_name text, partitioned boolean) RETURNS boolean LANGUAGE sql AS $$ SELECT pgmq.drop_queue($1) $$;
CREATE FUNCTION pgmq.purge_queue(queue_name text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  purged bigint;
BEGIN
  EXECUTE format('DELETE FROM pgmq.%I', pgmq.format_table_name(queue_name, 'q'));
  GET DIAGNOSTICS purged = ROW_COUNT;
  RETURN purged;
END
$$;
CREATE FUNCTION pgmq.list_queues() RETURNS SETOF pgmq.queue_record LANGUAGE sql AS $$
  SELECT queue_name, is_partitioned, is_unlogged, created_at FROM pgmq.meta
$$;
CREATE FUNCTION pgmq.metrics(queue_name text) RETURNS pgmq.metrics_result LANGUAGE plpgsql AS $$
DECLARE
  result pgmq.metrics_result;
BEGIN
  EXECUTE format($sql$SELECT %L, count(*), extract(epoch FROM now() - max(enqueued_at))::integer,
    extract(epoch FROM now() - min(enqueued_at))::integer, count(*), now(), count(*) FILTER (WHERE vt <= now())
    FROM pgmq.%I$sql$, queue_name, pgmq.format_table_name(queue_name, 'q')) INTO result;
  RETURN result;
END
$$;
CREATE FUNCTION pgmq.metrics_all() RETURNS SETOF pgmq.metrics_result LANGUAGE sql AS $$
  SELECT (pgmq.metrics(queue_name)).* FROM pgmq.meta
$$;
`,Se=s({name:"pgmq",version:"1.5.1",comment:"A lightweight message queue. Like AWS SQS and RSMQ but on Postgres.",missing:"it partitions no queue and notifies nobody; queues and messages are real",schema:"pgmq",script:`${ut}${Ue}
ALTER TABLE pgmq.meta OWNER TO @extowner@;
GRANT ALL ON ALL ROUTINES IN SCHEMA pgmq TO @extowner@ WITH GRANT OPTION;
GRANT USAGE ON SCHEMA pgmq TO pg_monitor;
`});function E(e,t,a="bytea"){return`CREATE FUNCTION pgsodium.${e}(${t}) RETURNS ${a} LANGUAGE sql IMMUTABLE AS $$ SELECT $1::${a} $$;`}function N(e,t){return`CREATE FUNCTION pgsodium.${e}() RETURNS bytea LANGUAGE sql VOLATILE AS $$
  SELECT substr(decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'), 1, ${t})
$$;`}var Ce=s({name:"pgsodium",version:"3.1.9",comment:"Postgres extension for libsodium functions",missing:"it encrypts nothing: what goes in comes out",schema:"pgsodium",script:`
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
${[N("randombytes_new_seed",32),N("crypto_aead_det_keygen",32),N("crypto_aead_det_noncegen",16),N("crypto_aead_ietf_keygen",32),N("crypto_aead_ietf_noncegen",12),N("crypto_secretbox_keygen",32),N("crypto_secretbox_noncegen",24),N("crypto_auth_keygen",32),N("crypto_auth_hmacsha256_keygen",32),N("crypto_auth_hmacsha512_keygen",32),N("crypto_box_noncegen",24),N("crypto_generichash_keygen",32),N("crypto_kdf_keygen",32),N("crypto_shorthash_keygen",16),E("crypto_aead_det_encrypt","message bytea, additional bytea, key bytea, nonce bytea DEFAULT NULL"),E("crypto_aead_det_encrypt","message bytea, additional bytea, key_uuid uuid"),E("crypto_aead_det_encrypt","message bytea, additional bytea, key_uuid uuid, nonce bytea"),E("crypto_aead_det_encrypt","message bytea, additional bytea, key_id bigint, context bytea DEFAULT 'pgsodium', nonce bytea DEFAULT NULL"),E("crypto_aead_det_decrypt","ciphertext bytea, additional bytea, key bytea, nonce bytea DEFAULT NULL"),E("crypto_aead_det_decrypt","message bytea, additional bytea, key_uuid uuid"),E("crypto_aead_det_decrypt","message bytea, additional bytea, key_uuid uuid, nonce bytea"),E("crypto_aead_det_decrypt","message bytea, additional bytea, key_id bigint, context bytea DEFAULT 'pgsodium', nonce bytea DEFAULT NULL"),E("crypto_secretbox","message bytea, nonce bytea, key bytea"),E("crypto_secretbox","message bytea, nonce bytea, key_uuid uuid"),E("crypto_secretbox_open","ciphertext bytea, nonce bytea, key bytea"),E("crypto_secretbox_open","message bytea, nonce bytea, key_uuid uuid"),E("crypto_auth","message bytea, key bytea"),E("crypto_auth_hmacsha256","message bytea, secret bytea"),E("crypto_auth_hmacsha512","message bytea, secret bytea"),E("crypto_generichash","message bytea, key bytea DEFAULT NULL"),E("crypto_hash_sha256","message bytea"),E("crypto_hash_sha512","message bytea"),E("crypto_pwhash_str","password bytea"),E("derive_key","key_id bigint, key_len integer DEFAULT 32, context bytea DEFAULT 'pgsodium'").replace("$1::bytea","sha256($3)")].join(`
`)}
ALTER FUNCTION pgsodium.create_key(pgsodium.key_type, text, bytea, bytea, uuid, bytea, timestamptz, text) OWNER TO postgres;
GRANT USAGE ON SCHEMA pgsodium TO postgres WITH GRANT OPTION;
GRANT USAGE ON SCHEMA pgsodium TO pgsodium_keyiduser, pgsodium_keyholder, pgsodium_keymaker, service_role;
GRANT ALL ON ALL TABLES IN SCHEMA pgsodium TO pgsodium_keymaker;
GRANT ALL ON ALL SEQUENCES IN SCHEMA pgsodium TO pgsodium_keymaker;
GRANT SELECT ON pgsodium.valid_key, pgsodium.key TO pgsodium_keyiduser, pgsodium_keyholder;
GRANT ALL ON ALL TABLES IN SCHEMA pgsodium TO postgres WITH GRANT OPTION;
GRANT ALL ON ALL ROUTINES IN SCHEMA pgsodium TO postgres WITH GRANT OPTION;
`});var Lt={ok:["boolean","boolean, text"],is:["anyelement, anyelement","anyelement, anyelement, text"],isnt:["anyelement, anyelement","anyelement, anyelement, text"],matches:["anyelement, text","anyelement, text, text"],imatches:["anyelement, text","anyelement, text, text"],alike:["anyelement, text","anyelement, text, text"],unalike:["anyelement, text","anyelement, text, text"],cmp_ok:["anyelement, text, anyelement","anyelement, text, anyelement, text"],pass:["","text"],fail:["","text"],diag:["text","anyelement"],isa_ok:["anyelement, regtype","anyelement, regtype, text"],throws_ok:["text","text, text","text, text, text","text, character(5), text, text","text, integer, text, text"],throws_like:["text, text","text, text, text"],throws_matching:["text, text","text, text, text"],lives_ok:["text","text, text"],performs_ok:["text, numeric","text, numeric, text"],results_eq:["text, text","text, text, text","text, anyarray","text, anyarray, text"],results_ne:["text, text","text, text, text","text, anyarray","text, anyarray, text"],set_eq:["text, text","text, text, text","text, anyarray","text, anyarray, text"],set_has:["text, text","text, text, text"],bag_eq:["text, text","text, text, text","text, anyarray","text, anyarray, text"],is_empty:["text","text, text"],isnt_empty:["text","text, text"],row_eq:["text, anyelement","text, anyelement, text"],schemas_are:["name[]","name[], text"],tables_are:["name[]","name, name[]","name, name[], text"],views_are:["name, name[]","name, name[], text"],columns_are:["name, name[]","name, name, name[]","name, name, name[], text"],functions_are:["name, name[]","name, name[], text"],triggers_are:["name, name, name[]","name, name, name[], text"],indexes_are:["name, name, name[]","name, name, name[], text"],policies_are:["name, name, name[]","name, name, name[], text"],policy_roles_are:["name, name, name, name[]","name, name, name, name[], text"],policy_cmd_is:["name, name, name, text","name, name, name, text, text"],enums_are:["name, name[]","name, name[], text"],enum_has_labels:["name, name[]","name, name, name[]","name, name, name[], text"],has_schema:["name","name, text"],hasnt_schema:["name","name, text"],has_table:["name","name, name","name, name, text"],hasnt_table:["name","name, name","name, name, text"],has_view:["name","name, name","name, name, text"],has_materialized_view:["name","name, name","name, name, text"],has_column:["name, name","name, name, name","name, name, name, text"],hasnt_column:["name, name","name, name, name","name, name, name, text"],has_function:["name","name, name","name, name[]","name, name, name[]","name, name, name[], text"],hasnt_function:["name","name, name","name, name, name[]"],has_trigger:["name, name","name, name, name","name, name, name, text"],has_index:["name, name","name, name, name","name, name, name, text"],has_pk:["name","name, name","name, name, text"],has_fk:["name","name, name","name, name, text"],has_unique:["text","text, text","text, text, text"],has_check:["name","name, name","name, name, text"],has_type:["name","name, name","name, name, text"],has_enum:["name","name, name","name, name, text"],has_role:["name","name, text"],has_extension:["name","name, name","name, name, text"],col_type_is:["name, name, text","name, name, name, text","name, name, name, text, text"],col_not_null:["name, name","name, name, name","name, name, name, text"],col_is_null:["name, name","name, name, name","name, name, name, text"],col_has_default:["name, name","name, name, name","name, name, name, text"],col_default_is:["name, name, text","name, name, name, text","name, name, name, text, text"],col_is_pk:["name, name","name, name, name","name, name, name, text"],col_is_fk:["name, name","name, name, name","name, name, name, text"],col_is_unique:["name, name","name, name, name","name, name, name, text"],fk_ok:["name, name, name, name","name, name, name, name, name, name","name, name, name, name, name, name, text"],function_returns:["name, text","name, name, text","name, name, name[], text","name, name, name[], text, text"],function_lang_is:["name, name","name, name, name","name, name, name[], name"],function_privs_are:["name, name[], name, name[]","name, name, name[], name, name[]","name, name, name[], name, name[], text"],table_privs_are:["name, name, name[]","name, name, name, name[]","name, name, name, name[], text"],schema_privs_are:["name, name, name[]","name, name, name[], text"],column_privs_are:["name, name, name, name, name[]","name, name, name, name, name[], text"],is_definer:["name","name, name","name, name, name[]","name, name, name[], text"],isnt_definer:["name","name, name","name, name, name[]"],is_member_of:["name, name","name, name[]","name, name, text"],table_owner_is:["name, name","name, name, name","name, name, name, text"],function_owner_is:["name, name[], name","name, name, name[], name"]},Oe=s({name:"pgtap",version:"1.3.3",comment:"Unit testing for PostgreSQL",missing:'its assertions test nothing and report "ok"; functions used less often are missing',relocatable:!0,script:`
${Object.entries(Lt).flatMap(([e,t])=>t.map(a=>`CREATE FUNCTION ${e}(${a}) RETURNS text LANGUAGE sql AS $$ SELECT 'ok'::text $$;`)).join(`
`)}
CREATE FUNCTION plan(integer) RETURNS text LANGUAGE sql AS $$ SELECT '1..' || $1 $$;
CREATE FUNCTION no_plan() RETURNS SETOF boolean LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION finish(exception_on_failure boolean DEFAULT NULL) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION runtests() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION runtests(name) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION skip(why text, how_many integer) RETURNS text LANGUAGE sql AS $$ SELECT 'ok'::text $$;
CREATE FUNCTION todo(why text, how_many integer) RETURNS SETOF boolean LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION collect_tap(VARIADIC text[]) RETURNS text LANGUAGE sql AS $$ SELECT array_to_string($1, E'\\n') $$;
CREATE FUNCTION pg_version() RETURNS text LANGUAGE sql AS $$ SELECT current_setting('server_version') $$;
CREATE FUNCTION pg_version_num() RETURNS integer LANGUAGE sql AS $$ SELECT current_setting('server_version_num')::integer $$;
CREATE FUNCTION pgtap_version() RETURNS numeric LANGUAGE sql AS $$ SELECT 1.3 $$;
`});var Ut="LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$",$e=[s({name:"postgis_topology",version:"3.3.7",comment:"PostGIS topology spatial types and functions",missing:"topologies are recorded and nothing more",schema:"topology",requires:["postgis"],script:`
ALTER SCHEMA topology OWNER TO CURRENT_USER;
CREATE TABLE topology.topology (
  id serial CONSTRAINT topology_pkey PRIMARY KEY,
  name varchar NOT NULL UNIQUE,
  srid integer NOT NULL,
  precision double precision NOT NULL,
  hasz boolean NOT NULL DEFAULT false
);
CREATE TABLE topology.layer (
  topology_id integer NOT NULL REFERENCES topology.topology (id),
  layer_id integer NOT NULL,
  schema_name varchar NOT NULL,
  table_name varchar NOT NULL,
  feature_column varchar NOT NULL,
  feature_type integer NOT NULL,
  level integer NOT NULL DEFAULT 0,
  child_id integer,
  PRIMARY KEY (layer_id, topology_id)
);
CREATE TYPE topology.topogeometry AS (topology_id integer, layer_id integer, id integer, type integer);
CREATE FUNCTION topology.CreateTopology(atopology varchar, srid integer DEFAULT 0, prec double precision DEFAULT 0, hasz boolean DEFAULT false)
RETURNS integer LANGUAGE sql AS $$
  INSERT INTO topology.topology (name, srid, precision, hasz) VALUES ($1, $2, $3, $4) RETURNING id
$$;
GRANT USAGE ON SCHEMA topology TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA topology TO postgres;
`}),s({name:"postgis_raster",version:"3.3.7",comment:"PostGIS raster types and functions",missing:"rasters can be stored, not read",requires:["postgis"],script:`
CREATE TYPE @extschema@.raster;
CREATE FUNCTION @extschema@.raster_in(cstring) RETURNS @extschema@.raster LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION @extschema@.raster_out(@extschema@.raster) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE @extschema@.raster (INPUT = @extschema@.raster_in, OUTPUT = @extschema@.raster_out);
`}),s({name:"postgis_sfcgal",version:"3.3.7",comment:"PostGIS SFCGAL functions",missing:"it has no functions",requires:["postgis"],script:`
CREATE FUNCTION @extschema@.postgis_sfcgal_version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '1.3.10'::text $$;
`}),s({name:"postgis_tiger_geocoder",version:"3.3.7",comment:"PostGIS tiger geocoder and reverse geocoder",missing:"it finds no address",schema:"tiger",requires:["postgis","fuzzystrmatch"],script:`
ALTER SCHEMA tiger OWNER TO CURRENT_USER;
CREATE SCHEMA tiger_data;
CREATE TYPE tiger.norm_addy AS (address integer, predirabbrev varchar, streetname varchar, streettypeabbrev varchar,
  postdirabbrev varchar, internal varchar, location varchar, stateabbrev varchar, zip varchar, parsed boolean);
CREATE FUNCTION tiger.normalize_address(in_rawinput varchar) RETURNS tiger.norm_addy LANGUAGE sql AS $$ SELECT NULL::tiger.norm_addy $$;
GRANT USAGE ON SCHEMA tiger, tiger_data TO postgres WITH GRANT OPTION;
`}),s({name:"address_standardizer",version:"3.3.7",comment:"Used to parse an address into constituent elements.",missing:"it parses no address",relocatable:!0,script:`
CREATE TYPE stdaddr AS (building text, house_num text, predir text, qual text, pretype text, name text, suftype text,
  sufdir text, ruralroute text, extra text, city text, state text, country text, postcode text, box text, unit text);
CREATE FUNCTION standardize_address(lextab text, gaztab text, rultab text, address text) RETURNS stdaddr LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE FUNCTION parse_address(text, OUT num text, OUT street text, OUT street2 text, OUT address1 text, OUT city text,
  OUT state text, OUT zip text, OUT zipplus text, OUT country text) RETURNS record LANGUAGE plpgsql AS $$ BEGIN END $$;
`}),s({name:"address_standardizer_data_us",version:"3.3.7",comment:"Address Standardizer US dataset example",missing:"its tables are empty",relocatable:!0,script:`
CREATE TABLE us_lex (id serial PRIMARY KEY, seq integer, word text, stdword text, token integer, is_custom boolean NOT NULL DEFAULT true);
CREATE TABLE us_gaz (id serial PRIMARY KEY, seq integer, word text, stdword text, token integer, is_custom boolean NOT NULL DEFAULT true);
CREATE TABLE us_rules (id serial PRIMARY KEY, rule text, is_custom boolean NOT NULL DEFAULT true);
`}),s({name:"pgrouting",version:"3.4.1",comment:"pgRouting Extension",missing:"it finds no route",requires:["postgis"],script:["bigint, bigint","bigint, anyarray","anyarray, bigint","anyarray, anyarray"].flatMap(e=>["pgr_dijkstra","pgr_astar","pgr_bddijkstra"].map(t=>`CREATE FUNCTION @extschema@.${t}(text, ${e}, directed boolean DEFAULT true, OUT seq integer,
  OUT path_seq integer, OUT node bigint, OUT edge bigint, OUT cost double precision, OUT agg_cost double precision) RETURNS SETOF record ${Ut};`)).join(`
`)})];var St="@extschema@.geometry",Ct="@extschema@.geography",O=e=>e.replace(/\bg\b/gu,St).replace(/\bG\b/gu,Ct).replace(/\bbox([23])d\b/gu,"@extschema@.box$1d");function g(e){return e.map(([t,a,r])=>`CREATE FUNCTION @extschema@.${O(t)} RETURNS ${O(a)} LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT (${O(r)})::${O(a)} $$;`).join(`
`)}var S=(e,t)=>`(regexp_match(${e}::text, '\\(+\\s*([-+0-9.eE]+)\\s+([-+0-9.eE]+)\\s*([-+0-9.eE]*)'))[${t}]`,_=e=>`nullif(${S(e,1)}, '')::double precision`,i=e=>`nullif(${S(e,2)}, '')::double precision`,m=e=>`regexp_replace(${e}::text, '^SRID=[0-9]+;', '')`;var u=`sqrt((${_("$1")} - ${_("$2")}) ^ 2 + (${i("$1")} - ${i("$2")}) ^ 2)`,C=`2 * 6371008.8 * asin(least(1, sqrt(sin(radians(${i("$2")} - ${i("$1")}) / 2) ^ 2
  + cos(radians(${i("$1")})) * cos(radians(${i("$2")})) * sin(radians(${_("$2")} - ${_("$1")}) / 2) ^ 2)))`,Ot=g([["ST_Distance(g, g)","double precision",u],["ST_Distance(G, G, use_spheroid boolean DEFAULT true)","double precision",C],["ST_DistanceSphere(g, g)","double precision",C],["ST_DistanceSpheroid(g, g)","double precision",C],["ST_3DDistance(g, g)","double precision",u],["ST_MaxDistance(g, g)","double precision",u],["ST_HausdorffDistance(g, g)","double precision",u],["ST_FrechetDistance(g, g, double precision DEFAULT -1)","double precision",u],["geometry_distance_centroid(g, g)","double precision",u],["geography_distance_knn(G, G)","double precision",C],["ST_Azimuth(g, g)","double precision",`atan2(${_("$2")} - ${_("$1")}, ${i("$2")} - ${i("$1")})`],["ST_Azimuth(G, G)","double precision",`atan2(${_("$2")} - ${_("$1")}, ${i("$2")} - ${i("$1")})`],...["ST_Length(g)","ST_Length2D(g)","ST_LengthSpheroid(g)","ST_Length(G, use_spheroid boolean DEFAULT true)","ST_Area(g)","ST_Area(G, use_spheroid boolean DEFAULT true)","ST_Perimeter(g)","ST_Perimeter(G, use_spheroid boolean DEFAULT true)","ST_LineLocatePoint(g, g)"].map(e=>[e,"double precision","0"]),["ST_DWithin(g, g, double precision)","boolean",`${u} <= $3`],["ST_DWithin(G, G, double precision, use_spheroid boolean DEFAULT true)","boolean",`${C} <= $3`],["ST_DFullyWithin(g, g, double precision)","boolean",`${u} <= $3`],["ST_PointInsideCircle(g, double precision, double precision, double precision)","boolean","false"]]),$t=g([...["Contains","ContainsProperly","Within","Intersects","Covers","CoveredBy","Crosses","Overlaps","Touches","Equals","OrderingEquals","3DIntersects","Relate"].map(e=>[`ST_${e}(g, g)`,e==="Relate"?"text":"boolean",e==="Relate"?"'FFFFFFFFF'":"$1::text = $2::text"]),["ST_Disjoint(g, g)","boolean","$1::text <> $2::text"],...["Intersects","Covers","CoveredBy"].map(e=>[`ST_${e}(G, G)`,"boolean","$1::text = $2::text"]),...["geometry_overlaps","geometry_contains","geometry_within","geometry_same"].map(e=>[`${e}(g, g)`,"boolean","$1::text = $2::text"]),["geography_overlaps(G, G)","boolean","$1::text = $2::text"]]),ht=g([...["ST_Buffer(g, double precision, options text DEFAULT '')","ST_Buffer(g, double precision, quadsegs integer)","ST_Centroid(g)","ST_PointOnSurface(g)","ST_ConvexHull(g)","ST_ConcaveHull(g, double precision, boolean DEFAULT false)","ST_Union(geom1 g, geom2 g)","ST_Intersection(g, g)","ST_Difference(g, g)","ST_SymDifference(g, g)","ST_Collect(geom1 g, geom2 g)","ST_ClosestPoint(g, g)","ST_ShortestLine(g, g)","ST_Simplify(g, double precision)","ST_Simplify(g, double precision, boolean)","ST_SimplifyPreserveTopology(g, double precision)","ST_SimplifyVW(g, double precision)","ST_ChaikinSmoothing(g)","ST_Translate(g, double precision, double precision)","ST_Scale(g, double precision, double precision)","ST_Rotate(g, double precision)","ST_Force2D(g)","ST_Force3D(g)","ST_Force3DZ(g)","ST_Force4D(g)","ST_ForceRHR(g)","ST_ForcePolygonCCW(g)","ST_ForcePolygonCW(g)","ST_ForceCollection(g)","ST_Multi(g)","ST_MakeValid(g)","ST_MakeValid(g, text)","ST_SnapToGrid(g, double precision)","ST_SnapToGrid(g, double precision, double precision)","ST_Snap(g, g, double precision)","ST_Segmentize(g, double precision)","ST_LineInterpolatePoint(g, double precision)","ST_LineSubstring(g, double precision, double precision)","ST_LineMerge(g)","ST_FlipCoordinates(g)","ST_Reverse(g)","ST_Normalize(g)","ST_RemoveRepeatedPoints(g, double precision DEFAULT 0)","ST_UnaryUnion(g)","ST_Node(g)","ST_CollectionExtract(g)","ST_CollectionExtract(g, integer)","ST_CollectionHomogenize(g)","ST_Expand(g, double precision)","ST_AddPoint(g, g)","ST_RemovePoint(g, integer)","ST_OffsetCurve(g, double precision)","ST_MinimumBoundingCircle(g)","ST_OrientedEnvelope(g)","ST_BuildArea(g)","ST_Polygonize(g[])","ST_GeneratePoints(g, integer)","ST_VoronoiPolygons(g)","ST_DelaunayTriangles(g)","ST_ClipByBox2D(g, box2d)","ST_Split(g, g)","ST_ShiftLongitude(g)","ST_SwapOrdinates(g, cstring)","ST_Transform(g, text)","ST_Transform(g, text, integer)","ST_Transform(g, text, text)"].filter(e=>!e.includes("[]")&&!e.includes("cstring")).map(e=>[e,"g","$1::text"]),["ST_Transform(g, integer)","g",`format('SRID=%s;%s', $2, ${m("$1")})`],...["ST_Buffer(G, double precision)","ST_Centroid(G, use_spheroid boolean DEFAULT true)","ST_Intersection(G, G)","ST_Project(G, double precision, double precision)","ST_Segmentize(G, double precision)"].map(e=>[e,"G","$1::text"]),["ST_Expand(box2d, double precision)","box2d","$1::text"],["ST_MakeBox2D(g, g)","box2d","'BOX(0 0,0 0)'"],["ST_Collect(g[])","g","$1[1]::text"],["ST_Union(g[])","g","$1[1]::text"],["ST_MakeLine(g[])","g","$1[1]::text"]]),he=[Ot,$t,ht].join(`
`);var It=g([["ST_MakePoint(double precision, double precision)","g","format('POINT(%s %s)', $1, $2)"],["ST_MakePoint(double precision, double precision, double precision)","g","format('POINT Z (%s %s %s)', $1, $2, $3)"],["ST_MakePoint(double precision, double precision, double precision, double precision)","g","format('POINT ZM (%s %s %s %s)', $1, $2, $3, $4)"],["ST_Point(double precision, double precision)","g","format('POINT(%s %s)', $1, $2)"],["ST_Point(double precision, double precision, srid integer)","g","format('SRID=%s;POINT(%s %s)', $3, $1, $2)"],["ST_PointZ(double precision, double precision, double precision, srid integer DEFAULT 0)","g","format('SRID=%s;POINT Z (%s %s %s)', $4, $1, $2, $3)"],["ST_MakeEnvelope(double precision, double precision, double precision, double precision, integer DEFAULT 0)","g","format('SRID=%s;POLYGON((%s %s,%s %s,%s %s,%s %s,%s %s))', $5, $1, $2, $1, $4, $3, $4, $3, $2, $1, $2)"],["ST_TileEnvelope(zoom integer, x integer, y integer)","g","'SRID=3857;POLYGON((0 0,0 1,1 1,1 0,0 0))'"],["ST_GeomFromText(text)","g","$1"],["ST_GeomFromText(text, integer)","g","format('SRID=%s;%s', $2, $1)"],["ST_GeometryFromText(text)","g","$1"],["ST_GeometryFromText(text, integer)","g","format('SRID=%s;%s', $2, $1)"],["ST_GeomFromEWKT(text)","g","$1"],["ST_PointFromText(text)","g","$1"],["ST_PointFromText(text, integer)","g","format('SRID=%s;%s', $2, $1)"],["ST_LineFromText(text)","g","$1"],["ST_LineFromText(text, integer)","g","format('SRID=%s;%s', $2, $1)"],["ST_PolygonFromText(text)","g","$1"],["ST_PolygonFromText(text, integer)","g","format('SRID=%s;%s', $2, $1)"],["ST_GeogFromText(text)","G","CASE WHEN $1 LIKE 'SRID=%' THEN $1 ELSE 'SRID=4326;' || $1 END"],["ST_GeographyFromText(text)","G","CASE WHEN $1 LIKE 'SRID=%' THEN $1 ELSE 'SRID=4326;' || $1 END"],["ST_GeogFromWKB(bytea)","G","upper(encode($1, 'hex'))"],["ST_GeomFromWKB(bytea)","g","upper(encode($1, 'hex'))"],["ST_GeomFromWKB(bytea, integer)","g","upper(encode($1, 'hex'))"],["ST_GeomFromEWKB(bytea)","g","upper(encode($1, 'hex'))"],["ST_GeomFromGeoHash(text, integer DEFAULT NULL)","g","'POINT(0 0)'"],...["text","json","jsonb"].map(e=>[`ST_GeomFromGeoJSON(${e})`,"g",`CASE WHEN $1::jsonb ->> 'type' = 'Point' THEN format('SRID=4326;POINT(%s %s)', $1::jsonb -> 'coordinates' -> 0, $1::jsonb -> 'coordinates' -> 1)
        ELSE 'SRID=4326;' || upper($1::jsonb ->> 'type') || replace(replace(replace(regexp_replace($1::jsonb ->> 'coordinates', '([0-9.]), ([-0-9.])', '\\1 \\2', 'g'), '], [', ','), '[', '('), ']', ')') END`]),["ST_MakeLine(geom1 g, geom2 g)","g",`format('LINESTRING(%s %s,%s %s)', ${_("$1")}, ${i("$1")}, ${_("$2")}, ${i("$2")})`],["ST_MakePolygon(g)","g","regexp_replace($1::text, 'LINESTRING\\s*(\\(.*\\))', 'POLYGON(\\1)')"],["ST_Polygon(g, integer)","g",`format('SRID=%s;%s', $2, ${m("$1")})`]]),xt=g([["ST_X(g)","double precision",S("$1",1)],["ST_Y(g)","double precision",S("$1",2)],["ST_Z(g)","double precision",`nullif(${S("$1",3)}, '')`],["ST_M(g)","double precision","NULL"],...["XMin","XMax"].map(e=>[`ST_${e}(box3d)`,"double precision","0"]),...["YMin","YMax","ZMin","ZMax"].map(e=>[`ST_${e}(box3d)`,"double precision","0"]),["ST_SRID(g)","integer","coalesce(substring($1::text FROM '^SRID=([0-9]+);'), '0')"],["ST_SRID(G)","integer","coalesce(substring($1::text FROM '^SRID=([0-9]+);'), '4326')"],["ST_SetSRID(g, integer)","g",`format('SRID=%s;%s', $2, ${m("$1")})`],["ST_SetSRID(G, integer)","G",`format('SRID=%s;%s', $2, ${m("$1")})`],["ST_GeometryType(g)","text",`'ST_' || initcap(substring(${m("$1")} FROM '^[A-Za-z]+'))`],["GeometryType(g)","text",`upper(substring(${m("$1")} FROM '^[A-Za-z]+'))`],["ST_IsValid(g)","boolean","true"],["ST_IsValid(g, integer)","boolean","true"],["ST_IsValidReason(g)","text","'Valid Geometry'"],["ST_IsSimple(g)","boolean","true"],["ST_IsClosed(g)","boolean","true"],["ST_IsEmpty(g)","boolean","$1::text LIKE '%EMPTY%'"],["ST_NPoints(g)","integer","cardinality(string_to_array($1::text, ','))"],["ST_NumPoints(g)","integer","cardinality(string_to_array($1::text, ','))"],["ST_NumGeometries(g)","integer","1"],["ST_NumInteriorRings(g)","integer","0"],["ST_Dimension(g)","integer","CASE WHEN $1::text LIKE '%POLYGON%' THEN 2 WHEN $1::text LIKE '%LINE%' THEN 1 ELSE 0 END"],["ST_CoordDim(g)","smallint","2"],["ST_NDims(g)","smallint","2"],...["ST_GeometryN(g, integer)","ST_PointN(g, integer)","ST_InteriorRingN(g, integer)","ST_StartPoint(g)","ST_EndPoint(g)","ST_ExteriorRing(g)","ST_Boundary(g)","ST_Envelope(g)","ST_Points(g)"].map(e=>[e,"g","$1::text"])]),bt=g([...["g","G"].flatMap(e=>[[`ST_AsText(${e})`,"text",m("$1")],[`ST_AsText(${e}, integer)`,"text",m("$1")],[`ST_AsEWKT(${e})`,"text","$1::text"],[`ST_AsBinary(${e})`,"bytea","convert_to($1::text, 'UTF8')"],[`ST_AsEWKB(${e})`,"bytea","convert_to($1::text, 'UTF8')"],[`ST_AsGeoJSON(${e}, maxdecimaldigits integer DEFAULT 9, options integer DEFAULT 8)`,"text",`json_build_object('type', initcap(substring(${m("$1")} FROM '^[A-Za-z]+')), 'coordinates', json_build_array(${_("$1")}, ${i("$1")}))`],[`ST_AsKML(${e}, integer DEFAULT 15)`,"text","''"],[`ST_AsGML(${e}, integer DEFAULT 15)`,"text","''"],[`ST_AsSVG(${e}, integer DEFAULT 0, integer DEFAULT 15)`,"text","''"],[`ST_GeoHash(${e}, integer DEFAULT 0)`,"text","left(md5($1::text), 10)"]]).filter(([e])=>e!=="ST_AsEWKB(G)"),["ST_AsText(text)","text","$1"],["ST_AsHEXEWKB(g)","text","upper(encode(convert_to($1::text, 'UTF8'), 'hex'))"],["ST_AsLatLonText(g)","text","$1::text"],["ST_AsEncodedPolyline(g, integer DEFAULT 5)","text","''"],["ST_AsMVTGeom(geom g, bounds box2d, extent integer DEFAULT 4096, buffer integer DEFAULT 256, clip_geom boolean DEFAULT true)","g","$1::text"],["json(g)","json",`json_build_object('type', 'Point', 'coordinates', json_build_array(${_("$1")}, ${i("$1")}))`],["jsonb(g)","jsonb",`jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(${_("$1")}, ${i("$1")}))`]]),Ie=[It,xt,bt].join(`
`);var F=["Geometry","Point","LineString","Polygon","MultiPoint","MultiLineString","MultiPolygon","GeometryCollection"],Gt=F.flatMap(e=>["","Z","M","ZM"].flatMap(t=>["",",4326",",3857"].map(a=>`'(${e}${t}${a})'`))),yt=`
CREATE TYPE @extschema@.spatial_modifier AS ENUM (${Gt.join(", ")});
CREATE FUNCTION @extschema@.spatial_modifier_number(words cstring[], reference text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  word text := lower(words[1]::text);
  kind text := (ARRAY['${F.join("', '")}'])[array_position(
    ARRAY['${F.map(e=>e.toLowerCase()).join("', '")}'], regexp_replace(word, '(zm|z|m)$', ''))];
  dimensions text := upper(coalesce(substring(word FROM '(zm|z|m)$'), ''));
  label text;
  number oid;
BEGIN
  IF kind IS NULL AND word ~ '^[0-9]+$' AND cardinality(words) = 1 THEN
    kind := 'Geometry';
    dimensions := '';
    reference := word;
  ELSIF kind IS NULL THEN
    RAISE EXCEPTION 'Invalid geometry type modifier: %', words[1] USING ERRCODE = 'invalid_parameter_value';
  END IF;
  reference := coalesce(nullif(coalesce(words[2]::text, reference), '0'), '');
  label := '(' || kind || dimensions || CASE WHEN reference = '' THEN '' ELSE ',' || reference END || ')';
  SELECT oid INTO number FROM pg_enum WHERE enumtypid = '@extschema@.spatial_modifier'::regtype AND enumlabel = label;
  IF number IS NULL THEN
    EXECUTE format('ALTER TYPE @extschema@.spatial_modifier ADD VALUE %L', label);
    SELECT oid INTO number FROM pg_enum WHERE enumtypid = '@extschema@.spatial_modifier'::regtype AND enumlabel = label;
  END IF;
  RETURN number::bigint::integer;
END
$$;
ALTER TYPE @extschema@.spatial_modifier OWNER TO postgres;
ALTER FUNCTION @extschema@.spatial_modifier_number(cstring[], text) OWNER TO postgres;
CREATE FUNCTION @extschema@.geometry_typmod_in(cstring[]) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN RETURN @extschema@.spatial_modifier_number($1, ''); END $$;
CREATE FUNCTION @extschema@.geography_typmod_in(cstring[]) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN RETURN @extschema@.spatial_modifier_number($1, '4326'); END $$;
CREATE FUNCTION @extschema@.postgis_typmod_out(integer) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'enum_out';
`;function xe(e){let t="LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE",a=`@extschema@.${e}, @extschema@.${e}`,r=(n,A,d,R)=>`CREATE OPERATOR @extschema@.${n} (LEFTARG = @extschema@.${e}, RIGHTARG = @extschema@.${e}, FUNCTION = @extschema@.${e}_${A}${d===""?"":`, COMMUTATOR = OPERATOR(@extschema@.${d})`}${R===""?"":`, NEGATOR = OPERATOR(@extschema@.${R})`});`;return`
CREATE TYPE @extschema@.${e};
CREATE FUNCTION @extschema@.${e}_in(cstring, oid, integer) RETURNS @extschema@.${e} ${t} AS 'textin';
CREATE FUNCTION @extschema@.${e}_out(@extschema@.${e}) RETURNS cstring ${t} AS 'textout';
CREATE FUNCTION @extschema@.${e}_recv(internal, oid, integer) RETURNS @extschema@.${e} ${t} AS 'textrecv';
CREATE FUNCTION @extschema@.${e}_send(@extschema@.${e}) RETURNS bytea ${t} AS 'textsend';
CREATE TYPE @extschema@.${e} (INPUT = @extschema@.${e}_in, OUTPUT = @extschema@.${e}_out,
  TYPMOD_IN = @extschema@.${e}_typmod_in, TYPMOD_OUT = @extschema@.postgis_typmod_out,
  RECEIVE = @extschema@.${e}_recv, SEND = @extschema@.${e}_send, DELIMITER = ':', STORAGE = main);
CREATE FUNCTION @extschema@.${e}(@extschema@.${e}, integer, boolean) RETURNS @extschema@.${e}
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;
CREATE CAST (@extschema@.${e} AS @extschema@.${e})
  WITH FUNCTION @extschema@.${e}(@extschema@.${e}, integer, boolean) AS IMPLICIT;
CREATE FUNCTION @extschema@.${e}(bytea) RETURNS @extschema@.${e} LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT upper(encode($1, 'hex'))::@extschema@.${e}
$$;
CREATE FUNCTION @extschema@.bytea(@extschema@.${e}) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT convert_to($1::text, 'UTF8')
$$;
CREATE CAST (bytea AS @extschema@.${e}) WITH FUNCTION @extschema@.${e}(bytea) AS IMPLICIT;
CREATE CAST (@extschema@.${e} AS bytea) WITH FUNCTION @extschema@.bytea(@extschema@.${e}) AS IMPLICIT;
${["lt","le","eq","ge","gt"].map(n=>`CREATE FUNCTION @extschema@.${e}_${n}(${a}) RETURNS boolean ${t} AS 'bytea${n}';`).join(`
`)}
CREATE FUNCTION @extschema@.${e}_cmp(${a}) RETURNS integer ${t} AS 'byteacmp';
CREATE FUNCTION @extschema@.${e}_hash(@extschema@.${e}) RETURNS integer ${t} AS 'hashvarlena';
${r("<","lt",">",">=")}
${r("<=","le",">=",">")}
${r("=","eq","=","")}
${r(">=","ge","<=","<")}
${r(">","gt","<","<=")}
CREATE OPERATOR CLASS @extschema@.btree_${e}_ops DEFAULT FOR TYPE @extschema@.${e} USING btree AS
  OPERATOR 1 @extschema@.<, OPERATOR 2 @extschema@.<=, OPERATOR 3 @extschema@.=, OPERATOR 4 @extschema@.>=,
  OPERATOR 5 @extschema@.>, FUNCTION 1 @extschema@.${e}_cmp(${a});
CREATE OPERATOR CLASS @extschema@.hash_${e}_ops DEFAULT FOR TYPE @extschema@.${e} USING hash AS
  OPERATOR 1 @extschema@.=, FUNCTION 1 @extschema@.${e}_hash(@extschema@.${e});
`}var Ft=`
CREATE TYPE @extschema@.box2df;
CREATE FUNCTION @extschema@.box2df_in(cstring) RETURNS @extschema@.box2df LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_in';
CREATE FUNCTION @extschema@.box2df_out(@extschema@.box2df) RETURNS cstring LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_out';
CREATE TYPE @extschema@.box2df (INPUT = @extschema@.box2df_in, OUTPUT = @extschema@.box2df_out);
CREATE FUNCTION @extschema@.spatial_gist_consistent(internal, text, smallint, oid, internal) RETURNS boolean LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_consistent';
CREATE FUNCTION @extschema@.spatial_gist_union(internal, internal) RETURNS @extschema@.box2df LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_union';
CREATE FUNCTION @extschema@.spatial_gist_compress(internal) RETURNS internal LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_compress';
CREATE FUNCTION @extschema@.spatial_gist_decompress(internal) RETURNS internal LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_decompress';
CREATE FUNCTION @extschema@.spatial_gist_penalty(internal, internal, internal) RETURNS internal LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_penalty';
CREATE FUNCTION @extschema@.spatial_gist_picksplit(internal, internal) RETURNS internal LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_picksplit';
CREATE FUNCTION @extschema@.spatial_gist_same(@extschema@.box2df, @extschema@.box2df, internal) RETURNS internal LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_same';
${[["gist_geometry_ops_2d","geometry"," DEFAULT"],["gist_geometry_ops_nd","geometry",""],["gist_geography_ops","geography"," DEFAULT"]].map(([e,t,a])=>`
CREATE OPERATOR CLASS @extschema@.${e}${a} FOR TYPE @extschema@.${t} USING gist AS
  FUNCTION 1 @extschema@.spatial_gist_consistent(internal, text, smallint, oid, internal),
  FUNCTION 2 @extschema@.spatial_gist_union(internal, internal),
  FUNCTION 3 @extschema@.spatial_gist_compress(internal),
  FUNCTION 4 @extschema@.spatial_gist_decompress(internal),
  FUNCTION 5 @extschema@.spatial_gist_penalty(internal, internal, internal),
  FUNCTION 6 @extschema@.spatial_gist_picksplit(internal, internal),
  FUNCTION 7 @extschema@.spatial_gist_same(@extschema@.box2df, @extschema@.box2df, internal),
  STORAGE @extschema@.box2df;`).join(`
`)}
`;function be(e){return`
CREATE TYPE @extschema@.${e};
CREATE FUNCTION @extschema@.${e}_in(cstring) RETURNS @extschema@.${e} LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION @extschema@.${e}_out(@extschema@.${e}) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE @extschema@.${e} (INPUT = @extschema@.${e}_in, OUTPUT = @extschema@.${e}_out);
CREATE FUNCTION @extschema@.${e}(@extschema@.geometry) RETURNS @extschema@.${e} LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT 'BOX(0 0,0 0)'::@extschema@.${e}
$$;
CREATE FUNCTION @extschema@.geometry(@extschema@.${e}) RETURNS @extschema@.geometry LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT 'POLYGON((0 0,0 0,0 0,0 0,0 0))'::@extschema@.geometry
$$;
CREATE CAST (@extschema@.geometry AS @extschema@.${e}) WITH FUNCTION @extschema@.${e}(@extschema@.geometry) AS IMPLICIT;
CREATE CAST (@extschema@.${e} AS @extschema@.geometry) WITH FUNCTION @extschema@.geometry(@extschema@.${e}) AS IMPLICIT;
`}var vt=`
CREATE FUNCTION @extschema@.geography(@extschema@.geometry) RETURNS @extschema@.geography LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (CASE WHEN $1::text LIKE 'SRID=%' OR $1::text ~ '^[0-9A-F]+$' THEN $1::text ELSE 'SRID=4326;' || $1::text END)::@extschema@.geography
$$;
CREATE FUNCTION @extschema@.geometry(@extschema@.geography) RETURNS @extschema@.geometry LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT $1::text::@extschema@.geometry
$$;
CREATE FUNCTION @extschema@.geometry(point) RETURNS @extschema@.geometry LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT format('POINT(%s %s)', $1[0], $1[1])::@extschema@.geometry
$$;
CREATE CAST (@extschema@.geometry AS @extschema@.geography) WITH FUNCTION @extschema@.geography(@extschema@.geometry) AS IMPLICIT;
CREATE CAST (@extschema@.geography AS @extschema@.geometry) WITH FUNCTION @extschema@.geometry(@extschema@.geography);
CREATE CAST (point AS @extschema@.geometry) WITH FUNCTION @extschema@.geometry(point);
CREATE CAST (text AS @extschema@.geometry) WITH INOUT AS IMPLICIT;
CREATE CAST (@extschema@.geometry AS text) WITH INOUT AS IMPLICIT;
CREATE TYPE @extschema@.geometry_dump AS (path integer[], geom @extschema@.geometry);
CREATE TYPE @extschema@.valid_detail AS (valid boolean, reason character varying, location @extschema@.geometry);
`,Ge=[yt,xe("geometry"),xe("geography"),be("box2d"),be("box3d"),vt,Ft].join(`
`);var o="@extschema@.geometry",ft=`
${[["&&","geometry","geometry_overlaps"],["~","geometry","geometry_contains"],["@","geometry","geometry_within"],["~=","geometry","geometry_same"],["<->","geometry","geometry_distance_centroid"],["<#>","geometry","geometry_distance_centroid"],["&&","geography","geography_overlaps"],["<->","geography","geography_distance_knn"]].map(([e,t,a])=>`CREATE OPERATOR @extschema@.${e} (LEFTARG = @extschema@.${t}, RIGHTARG = @extschema@.${t}, FUNCTION = @extschema@.${a});`).join(`
`)}
CREATE CAST (${o} AS json) WITH FUNCTION @extschema@.json(${o});
CREATE CAST (${o} AS jsonb) WITH FUNCTION @extschema@.jsonb(${o});
`,Dt=`
CREATE FUNCTION @extschema@.spatial_first(${o}, ${o}) RETURNS ${o} LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce($1, $2) $$;
${["ST_Union","ST_Collect","ST_MakeLine","ST_MemUnion","ST_Polygonize"].map(e=>`CREATE AGGREGATE @extschema@.${e}(${o}) (SFUNC = @extschema@.spatial_first, STYPE = ${o});`).join(`
`)}
CREATE FUNCTION @extschema@.spatial_extent(@extschema@.box2d, ${o}) RETURNS @extschema@.box2d LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce($1, @extschema@.box2d($2))
$$;
CREATE AGGREGATE @extschema@.ST_Extent(${o}) (SFUNC = @extschema@.spatial_extent, STYPE = @extschema@.box2d);
CREATE FUNCTION @extschema@.spatial_tile(bytea, anyelement) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce($1, ''::bytea) $$;
CREATE FUNCTION @extschema@.spatial_tile(bytea, anyelement, text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce($1, ''::bytea) $$;
CREATE FUNCTION @extschema@.spatial_tile(bytea, anyelement, text, integer) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce($1, ''::bytea) $$;
CREATE FUNCTION @extschema@.spatial_tile(bytea, anyelement, text, integer, text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce($1, ''::bytea) $$;
CREATE AGGREGATE @extschema@.ST_AsMVT(anyelement) (SFUNC = @extschema@.spatial_tile, STYPE = bytea);
CREATE AGGREGATE @extschema@.ST_AsMVT(anyelement, text) (SFUNC = @extschema@.spatial_tile, STYPE = bytea);
CREATE AGGREGATE @extschema@.ST_AsMVT(anyelement, text, integer) (SFUNC = @extschema@.spatial_tile, STYPE = bytea);
CREATE AGGREGATE @extschema@.ST_AsMVT(anyelement, text, integer, text) (SFUNC = @extschema@.spatial_tile, STYPE = bytea);
CREATE FUNCTION @extschema@.ST_ClusterDBSCAN(${o}, eps double precision, minpoints integer) RETURNS integer LANGUAGE internal WINDOW AS 'window_row_number';
CREATE FUNCTION @extschema@.ST_ClusterKMeans(geom ${o}, k integer) RETURNS integer LANGUAGE internal WINDOW AS 'window_row_number';
CREATE FUNCTION @extschema@.ST_Dump(${o}) RETURNS SETOF @extschema@.geometry_dump LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT ARRAY[1], $1 $$;
CREATE FUNCTION @extschema@.ST_DumpPoints(${o}) RETURNS SETOF @extschema@.geometry_dump LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT ARRAY[1], $1 $$;
CREATE FUNCTION @extschema@.ST_DumpRings(${o}) RETURNS SETOF @extschema@.geometry_dump LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT ARRAY[0], $1 $$;
CREATE FUNCTION @extschema@.ST_Subdivide(geom ${o}, maxvertices integer DEFAULT 256) RETURNS SETOF ${o} LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 $$;
CREATE FUNCTION @extschema@.ST_IsValidDetail(geom ${o}, flags integer DEFAULT 0) RETURNS @extschema@.valid_detail LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT true, NULL::varchar, NULL::${o} $$;
CREATE FUNCTION @extschema@.ST_HexagonGrid(size double precision, bounds ${o}, OUT geom ${o}, OUT i integer, OUT j integer) RETURNS SETOF record LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $2, 0, 0 $$;
CREATE FUNCTION @extschema@.ST_SquareGrid(size double precision, bounds ${o}, OUT geom ${o}, OUT i integer, OUT j integer) RETURNS SETOF record LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $2, 0, 0 $$;
`,qt=`
CREATE TABLE @extschema@.spatial_ref_sys (
  srid integer CONSTRAINT spatial_ref_sys_pkey PRIMARY KEY CHECK (srid > 0 AND srid <= 998999),
  auth_name varchar(256),
  auth_srid integer,
  srtext varchar(2048),
  proj4text varchar(2048)
);
INSERT INTO @extschema@.spatial_ref_sys (srid, auth_name, auth_srid, proj4text) VALUES
  (4326, 'EPSG', 4326, '+proj=longlat +datum=WGS84 +no_defs'),
  (4269, 'EPSG', 4269, '+proj=longlat +datum=NAD83 +no_defs'),
  (3857, 'EPSG', 3857, '+proj=merc +a=6378137 +b=6378137 +units=m +no_defs');
GRANT SELECT ON @extschema@.spatial_ref_sys TO PUBLIC;
CREATE VIEW @extschema@.geometry_columns AS
  SELECT current_database()::varchar(256) AS f_table_catalog, n.nspname AS f_table_schema, c.relname AS f_table_name,
    a.attname AS f_geometry_column, 2 AS coord_dimension,
    coalesce(substring(format_type(a.atttypid, a.atttypmod) FROM ',([0-9]+)\\)'), '0')::integer AS srid,
    upper(coalesce(substring(format_type(a.atttypid, a.atttypmod) FROM '\\(([A-Za-z]+)'), 'GEOMETRY'))::varchar(30) AS type
  FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE a.atttypid = '@extschema@.geometry'::regtype AND c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT a.attisdropped;
CREATE VIEW @extschema@.geography_columns AS
  SELECT current_database()::name AS f_table_catalog, n.nspname AS f_table_schema, c.relname AS f_table_name,
    a.attname AS f_geography_column, 2 AS coord_dimension, 4326 AS srid,
    coalesce(substring(format_type(a.atttypid, a.atttypmod) FROM '\\(([A-Za-z]+)'), 'Geometry') AS type
  FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE a.atttypid = '@extschema@.geography'::regtype AND c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT a.attisdropped;
GRANT SELECT ON @extschema@.geometry_columns, @extschema@.geography_columns TO PUBLIC;
CREATE FUNCTION @extschema@.PostGIS_Version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '3.3 USE_GEOS=1 USE_PROJ=1 USE_STATS=1'::text $$;
CREATE FUNCTION @extschema@.PostGIS_Lib_Version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '3.3.7'::text $$;
CREATE FUNCTION @extschema@.PostGIS_Full_Version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'POSTGIS="3.3.7"'::text $$;
CREATE FUNCTION @extschema@.AddGeometryColumn(schema_name varchar, table_name varchar, column_name varchar, new_srid integer,
  new_type varchar, new_dim integer, use_typmod boolean DEFAULT true) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I.%I ADD COLUMN %I @extschema@.geometry(%s,%s)', schema_name, table_name, column_name, new_type, new_srid);
  RETURN format('%s.%s.%s SRID:%s TYPE:%s DIMS:%s', schema_name, table_name, column_name, new_srid, new_type, new_dim);
END
$$;
CREATE FUNCTION @extschema@.AddGeometryColumn(table_name varchar, column_name varchar, new_srid integer, new_type varchar,
  new_dim integer, use_typmod boolean DEFAULT true) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ADD COLUMN %I @extschema@.geometry(%s,%s)', table_name, column_name, new_type, new_srid);
  RETURN format('%s.%s SRID:%s TYPE:%s DIMS:%s', table_name, column_name, new_srid, new_type, new_dim);
END
$$;
CREATE FUNCTION @extschema@.UpdateGeometrySRID(table_name varchar, column_name varchar, new_srid integer) RETURNS text
LANGUAGE sql AS $$ SELECT ''::text $$;
CREATE FUNCTION @extschema@.Populate_Geometry_Columns(use_typmod boolean DEFAULT true) RETURNS text LANGUAGE sql AS $$ SELECT ''::text $$;
CREATE FUNCTION @extschema@.ST_EstimatedExtent(text, text) RETURNS @extschema@.box2d LANGUAGE sql AS $$ SELECT 'BOX(0 0,0 0)'::@extschema@.box2d $$;
`,ye=s({name:"postgis",version:"3.3.7",comment:"PostGIS geometry and geography spatial types and functions",missing:"geometries are kept as the text they were given; only points have true distances, everything that would compute a shape answers with its first argument, spatial indexes are never used, and functions used less often are missing",script:[Ge,Ie,he,ft,Dt,qt].join(`
`)});var Fe=s({name:"supabase_vault",version:"0.3.1",comment:"Supabase Vault Extension",missing:"it keeps secrets as plain text",schema:"vault",script:`
CREATE TABLE vault.secrets (
  id uuid CONSTRAINT secrets_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
  name text,
  description text NOT NULL DEFAULT '',
  secret text NOT NULL,
  key_id uuid,
  nonce bytea DEFAULT '\\x00000000000000000000000000000000',
  created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX secrets_name_idx ON vault.secrets (name) WHERE name IS NOT NULL;
CREATE VIEW vault.decrypted_secrets AS
  SELECT id, name, description, secret, secret AS decrypted_secret, key_id, nonce, created_at, updated_at FROM vault.secrets;
CREATE FUNCTION vault.create_secret(new_secret text, new_name text DEFAULT NULL, new_description text DEFAULT '',
  new_key_id uuid DEFAULT NULL) RETURNS uuid LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO vault.secrets (secret, name, description, key_id)
    VALUES (new_secret, new_name, new_description, new_key_id) RETURNING id
$$;
CREATE FUNCTION vault.update_secret(secret_id uuid, new_secret text DEFAULT NULL, new_name text DEFAULT NULL,
  new_description text DEFAULT NULL, new_key_id uuid DEFAULT NULL) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE vault.secrets SET
    secret = coalesce(new_secret, secret),
    name = coalesce(new_name, name),
    description = coalesce(new_description, description),
    key_id = coalesce(new_key_id, key_id),
    updated_at = now()
  WHERE id = secret_id
$$;
CREATE FUNCTION vault._crypto_aead_det_noncegen() RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT '\\x00'::bytea $$;
CREATE FUNCTION vault._crypto_aead_det_encrypt(message bytea, additional bytea, key_id bigint,
  context bytea DEFAULT 'pgsodium', nonce bytea DEFAULT NULL) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT message $$;
CREATE FUNCTION vault._crypto_aead_det_decrypt(message bytea, additional bytea, key_id bigint,
  context bytea DEFAULT 'pgsodium', nonce bytea DEFAULT NULL) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT message $$;
ALTER FUNCTION vault.create_secret(text, text, text, uuid) OWNER TO postgres;
ALTER FUNCTION vault.update_secret(uuid, text, text, text, uuid) OWNER TO postgres;
REVOKE ALL ON FUNCTION vault.create_secret(text, text, text, uuid), vault.update_secret(uuid, text, text, text, uuid) FROM PUBLIC;
GRANT USAGE ON SCHEMA vault TO postgres WITH GRANT OPTION;
GRANT USAGE ON SCHEMA vault TO service_role;
GRANT ALL ON ALL TABLES IN SCHEMA vault TO postgres WITH GRANT OPTION;
GRANT ALL ON ALL ROUTINES IN SCHEMA vault TO postgres WITH GRANT OPTION;
GRANT SELECT, DELETE ON vault.secrets, vault.decrypted_secrets TO service_role;
GRANT ALL ON ALL ROUTINES IN SCHEMA vault TO service_role;
`});function ve(e,t){let a=[...new Set(t.map(({type:n})=>n))],r=n=>`${e}_hash_${n.replaceAll(" ","_").replace("[]","_array")}`;return`
CREATE FUNCTION ${e}handler(internal) RETURNS index_am_handler LANGUAGE c AS '$libdir/bloom', 'blhandler';
CREATE ACCESS METHOD ${e} TYPE INDEX HANDLER ${e}handler;
${a.map(n=>`CREATE FUNCTION ${r(n)}(${n}) RETURNS integer ${Mt.has(n)?"LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT hashtext($1::text) $$":"LANGUAGE internal IMMUTABLE STRICT AS 'hashvarlena'"};`).join(`
`)}
${t.map(n=>`CREATE OPERATOR CLASS ${n.name}${n.default?" DEFAULT":""} FOR TYPE ${n.type} USING ${e} AS FUNCTION 1 ${r(n.type)}(${n.type});`).join(`
`)}
`}var Mt=new Set(["boolean","smallint","integer","bigint","real","double precision","timestamp","timestamptz","uuid"]),c=(e,t,a,r,n)=>`
CREATE FUNCTION ${r}(${t}, ${a}) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT ${n} $$;
CREATE OPERATOR ${e} (LEFTARG = ${t}, RIGHTARG = ${a}, FUNCTION = ${r});`,$="position(lower($2) IN lower($1)) > 0",kt=s({name:"pgroonga",version:"3.2.5",comment:"Super fast and all languages supported full text search index based on Groonga",missing:"it searches by plain substring and its indexes are never used",relocatable:!0,script:`
${ve("pgroonga",[{name:"pgroonga_text_full_text_search_ops_v2",type:"text",default:!0},{name:"pgroonga_text_full_text_search_ops",type:"text"},{name:"pgroonga_text_term_search_ops_v2",type:"text"},{name:"pgroonga_text_regexp_ops_v2",type:"text"},{name:"pgroonga_text_array_full_text_search_ops_v2",type:"text[]",default:!0},{name:"pgroonga_text_array_full_text_search_ops",type:"text[]"},{name:"pgroonga_text_array_term_search_ops_v2",type:"text[]"},{name:"pgroonga_varchar_term_search_ops_v2",type:"character varying",default:!0},{name:"pgroonga_varchar_full_text_search_ops_v2",type:"character varying"},{name:"pgroonga_varchar_full_text_search_ops",type:"character varying"},{name:"pgroonga_varchar_array_term_search_ops_v2",type:"character varying[]",default:!0},{name:"pgroonga_jsonb_ops_v2",type:"jsonb",default:!0},{name:"pgroonga_jsonb_ops",type:"jsonb"},{name:"pgroonga_jsonb_full_text_search_ops_v2",type:"jsonb"},{name:"pgroonga_bool_ops",type:"boolean",default:!0},{name:"pgroonga_int2_ops",type:"smallint",default:!0},{name:"pgroonga_int4_ops",type:"integer",default:!0},{name:"pgroonga_int8_ops",type:"bigint",default:!0},{name:"pgroonga_float4_ops",type:"real",default:!0},{name:"pgroonga_float8_ops",type:"double precision",default:!0},{name:"pgroonga_timestamp_ops",type:"timestamp",default:!0},{name:"pgroonga_timestamptz_ops",type:"timestamptz",default:!0},{name:"pgroonga_uuid_ops",type:"uuid",default:!0}])}
${c("&@","text","text","pgroonga_match_text",$)}
${c("&@~","text","text","pgroonga_query_text",$)}
${c("&^","text","text","pgroonga_prefix_text","starts_with(lower($1), lower($2))")}
${c("&~","text","text","pgroonga_regexp_text","$1 ~* $2")}
${c("&@","text[]","text","pgroonga_match_text_array","position(lower($2) IN lower(array_to_string($1, ' '))) > 0")}
${c("&@~","text[]","text","pgroonga_query_text_array","position(lower($2) IN lower(array_to_string($1, ' '))) > 0")}
${c("&@","character varying","character varying","pgroonga_match_varchar",$)}
${c("&@~","character varying","character varying","pgroonga_query_varchar",$)}
${c("&@","jsonb","text","pgroonga_match_jsonb","position(lower($2) IN lower($1::text)) > 0")}
${c("&@~","jsonb","text","pgroonga_query_jsonb","position(lower($2) IN lower($1::text)) > 0")}
CREATE FUNCTION pgroonga_score(tableoid oid, ctid tid) RETURNS double precision LANGUAGE sql STABLE AS $$ SELECT 1::double precision $$;
CREATE FUNCTION pgroonga_snippet_html(target text, keywords text[], width integer DEFAULT 200) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY[left($1, $3)] $$;
CREATE FUNCTION pgroonga_highlight_html(target text, keywords text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1 $$;
CREATE FUNCTION pgroonga_query_extract_keywords(query text, index_name text DEFAULT '') RETURNS text[] LANGUAGE sql IMMUTABLE AS $$ SELECT regexp_split_to_array($1, '\\s+') $$;
CREATE FUNCTION pgroonga_query_escape(query text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1 $$;
CREATE FUNCTION pgroonga_normalize(target text, normalizername text DEFAULT 'NormalizerAuto') RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower($1) $$;
CREATE FUNCTION pgroonga_command(groongacommand text) RETURNS text LANGUAGE sql AS $$ SELECT '[]'::text $$;
`}),Pt=s({name:"rum",version:"1.3",comment:"RUM index access method",missing:"its indexes are never used and all distances are zero",relocatable:!0,script:`
${ve("rum",[{name:"rum_tsvector_ops",type:"tsvector",default:!0},{name:"rum_tsvector_hash_ops",type:"tsvector"},{name:"rum_tsvector_addon_ops",type:"tsvector"},{name:"rum_tsvector_hash_addon_ops",type:"tsvector"},{name:"rum_tsquery_ops",type:"tsquery",default:!0},{name:"rum_text_ops",type:"text",default:!0},{name:"rum_int4_ops",type:"integer",default:!0},{name:"rum_int8_ops",type:"bigint",default:!0},{name:"rum_float8_ops",type:"double precision",default:!0},{name:"rum_timestamp_ops",type:"timestamp",default:!0},{name:"rum_timestamptz_ops",type:"timestamptz",default:!0}])}
CREATE FUNCTION rum_ts_distance(tsvector, tsquery) RETURNS real LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT 0::real $$;
CREATE FUNCTION rum_ts_score(tsvector, tsquery) RETURNS real LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT ts_rank($1, $2) $$;
CREATE OPERATOR <=> (LEFTARG = tsvector, RIGHTARG = tsquery, FUNCTION = rum_ts_distance);
CREATE FUNCTION rum_timestamp_distance(timestamp, timestamp) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT abs(extract(epoch FROM $1 - $2))::double precision $$;
CREATE OPERATOR <=> (LEFTARG = timestamp, RIGHTARG = timestamp, FUNCTION = rum_timestamp_distance);
CREATE FUNCTION rum_timestamptz_distance(timestamptz, timestamptz) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT abs(extract(epoch FROM $1 - $2))::double precision $$;
CREATE OPERATOR <=> (LEFTARG = timestamptz, RIGHTARG = timestamptz, FUNCTION = rum_timestamptz_distance);
`}),fe=[kt,Pt];var Bt=[{name:"vector_l2_ops",type:"vector",methods:["hnsw","ivfflat"],default:!0},{name:"vector_ip_ops",type:"vector",methods:["hnsw","ivfflat"]},{name:"vector_cosine_ops",type:"vector",methods:["hnsw","ivfflat"]},{name:"vector_l1_ops",type:"vector",methods:["hnsw"]},{name:"halfvec_l2_ops",type:"halfvec",methods:["hnsw","ivfflat"]},{name:"halfvec_ip_ops",type:"halfvec",methods:["hnsw","ivfflat"]},{name:"halfvec_cosine_ops",type:"halfvec",methods:["hnsw","ivfflat"]},{name:"halfvec_l1_ops",type:"halfvec",methods:["hnsw"]},{name:"sparsevec_l2_ops",type:"sparsevec",methods:["hnsw"]},{name:"sparsevec_ip_ops",type:"sparsevec",methods:["hnsw"]},{name:"sparsevec_cosine_ops",type:"sparsevec",methods:["hnsw"]},{name:"sparsevec_l1_ops",type:"sparsevec",methods:["hnsw"]},{name:"bit_hamming_ops",type:"bit",methods:["hnsw","ivfflat"]},{name:"bit_jaccard_ops",type:"bit",methods:["hnsw"]}],De=`
CREATE FUNCTION hnswhandler(internal) RETURNS index_am_handler LANGUAGE internal AS 'hashhandler';
CREATE FUNCTION ivfflathandler(internal) RETURNS index_am_handler LANGUAGE internal AS 'hashhandler';
CREATE ACCESS METHOD hnsw TYPE INDEX HANDLER hnswhandler;
COMMENT ON ACCESS METHOD hnsw IS 'hnsw index access method';
CREATE ACCESS METHOD ivfflat TYPE INDEX HANDLER ivfflathandler;
COMMENT ON ACCESS METHOD ivfflat IS 'ivfflat index access method';
${Bt.flatMap(({name:e,type:t,methods:a,default:r})=>a.map(n=>`CREATE OPERATOR CLASS ${e}${r&&n==="ivfflat"?" DEFAULT":""} FOR TYPE ${t} USING ${n} AS FUNCTION 1 ${t}_hash(${t});`)).join(`
`)}
`;function v(e){let t="LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE",a="LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE",r=`${e}, ${e}`,n=T=>`translate(${T}::text, '[]', '{}')::double precision[]`,A=T=>`
BEGIN ATOMIC
  SELECT ('[' || string_agg((${T})::real::text, ',' ORDER BY i) || ']')::${e}
  FROM unnest(${n("$1")}, ${n("$2")}) WITH ORDINALITY AS pairs (a, b, i);
END`,d=T=>`$$ SELECT ${T} FROM unnest(${n("$1")}, ${n("$2")}) AS pairs (a, b) $$`,R=[["l2_distance","sqrt(sum((a - b) ^ 2))","<->"],["inner_product","sum(a * b)",null],[`${e}_negative_inner_product`,"-sum(a * b)","<#>"],["cosine_distance","1 - sum(a * b) / nullif(sqrt(sum(a * a)) * sqrt(sum(b * b)), 0)","<=>"],["l1_distance","sum(abs(a - b))","<+>"],[`${e}_l2_squared_distance`,"sum((a - b) ^ 2)",null],[`${e}_spherical_distance`,"acos(least(greatest(sum(a * b), -1), 1)) / pi()",null]],D=e==="vector"?"vector_norm":"l2_norm",Be=["real","integer","double precision","numeric"];return`
CREATE TYPE ${e};
CREATE FUNCTION ${e}_in(cstring, oid, integer) RETURNS ${e} ${a} AS 'textin';
CREATE FUNCTION ${e}_out(${e}) RETURNS cstring ${a} AS 'textout';
CREATE FUNCTION ${e}_typmod_in(cstring[]) RETURNS integer ${a} AS 'bittypmodin';
CREATE FUNCTION ${e}_recv(internal, oid, integer) RETURNS ${e} ${a} AS 'textrecv';
CREATE FUNCTION ${e}_send(${e}) RETURNS bytea ${a} AS 'textsend';
CREATE TYPE ${e} (INPUT = ${e}_in, OUTPUT = ${e}_out, TYPMOD_IN = ${e}_typmod_in, RECEIVE = ${e}_recv,
  SEND = ${e}_send, STORAGE = external);

CREATE FUNCTION ${e}(${e}, integer, boolean) RETURNS ${e} LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  dimensions integer := cardinality(${n("$1")});
BEGIN
  IF $2 <> -1 AND dimensions <> $2 THEN
    RAISE EXCEPTION 'expected % dimensions, not %', $2, dimensions USING ERRCODE = 'data_exception';
  END IF;
  RETURN $1;
END
$$;
CREATE CAST (${e} AS ${e}) WITH FUNCTION ${e}(${e}, integer, boolean) AS IMPLICIT;
${Be.map(T=>`
CREATE FUNCTION array_to_${e}(${T}[], integer, boolean) RETURNS ${e} ${t}
BEGIN ATOMIC SELECT ${e}(translate($1::text, '{}', '[]')::${e}, $2, $3); END;
CREATE CAST (${T}[] AS ${e}) WITH FUNCTION array_to_${e}(${T}[], integer, boolean) AS ASSIGNMENT;`).join("")}
CREATE FUNCTION ${e}_to_float4(${e}, integer, boolean) RETURNS real[] ${t} AS $$ SELECT translate($1::text, '[]', '{}')::real[] $$;
CREATE CAST (${e} AS real[]) WITH FUNCTION ${e}_to_float4(${e}, integer, boolean)${e==="vector"?" AS IMPLICIT":" AS ASSIGNMENT"};

${R.map(([T,we,h])=>{let q=`CREATE FUNCTION ${T}(${r}) RETURNS double precision ${t} AS ${d(we)};`;return h===null?q:`${q}
CREATE OPERATOR ${h} (LEFTARG = ${e}, RIGHTARG = ${e}, FUNCTION = ${T}, COMMUTATOR = ${h});`}).join(`
`)}
CREATE FUNCTION vector_dims(${e}) RETURNS integer ${t} AS $$ SELECT cardinality(${n("$1")}) $$;
CREATE FUNCTION ${D}(${e}) RETURNS double precision ${t} AS $$
  SELECT sqrt(sum(a * a)) FROM unnest(${n("$1")}) AS a
$$;
CREATE FUNCTION l2_normalize(${e}) RETURNS ${e} ${t}
BEGIN ATOMIC
  SELECT ('[' || string_agg((a / nullif(${D}($1), 0))::real::text, ',' ORDER BY i) || ']')::${e}
  FROM unnest(${n("$1")}) WITH ORDINALITY AS numbers (a, i);
END;
CREATE FUNCTION binary_quantize(${e}) RETURNS bit ${t} AS $$
  SELECT string_agg(CASE WHEN a > 0 THEN '1' ELSE '0' END, '' ORDER BY i)::bit varying::bit
  FROM unnest(${n("$1")}) WITH ORDINALITY AS numbers (a, i)
$$;
CREATE FUNCTION subvector(${e}, integer, integer) RETURNS ${e} ${t}
BEGIN ATOMIC SELECT translate((${n("$1")})[$2:$2 + $3 - 1]::text, '{}', '[]')::${e}; END;
CREATE FUNCTION ${e}_add(${r}) RETURNS ${e} ${t} ${A("a + b")};
CREATE FUNCTION ${e}_sub(${r}) RETURNS ${e} ${t} ${A("a - b")};
CREATE FUNCTION ${e}_mul(${r}) RETURNS ${e} ${t} ${A("a * b")};
CREATE FUNCTION ${e}_concat(${r}) RETURNS ${e} ${t}
BEGIN ATOMIC SELECT (rtrim($1::text, ']') || ',' || ltrim($2::text, '['))::${e}; END;
CREATE OPERATOR + (LEFTARG = ${e}, RIGHTARG = ${e}, FUNCTION = ${e}_add, COMMUTATOR = +);
CREATE OPERATOR - (LEFTARG = ${e}, RIGHTARG = ${e}, FUNCTION = ${e}_sub);
CREATE OPERATOR * (LEFTARG = ${e}, RIGHTARG = ${e}, FUNCTION = ${e}_mul, COMMUTATOR = *);
CREATE OPERATOR || (LEFTARG = ${e}, RIGHTARG = ${e}, FUNCTION = ${e}_concat);

${["lt","le","eq","ne","ge","gt"].map(T=>`CREATE FUNCTION ${e}_${T}(${r}) RETURNS boolean ${a} AS 'bytea${T}';`).join(`
`)}
CREATE FUNCTION ${e}_cmp(${r}) RETURNS integer ${a} AS 'byteacmp';
CREATE OPERATOR < (LEFTARG = ${e}, RIGHTARG = ${e}, FUNCTION = ${e}_lt, COMMUTATOR = >, NEGATOR = >=);
CREATE OPERATOR <= (LEFTARG = ${e}, RIGHTARG = ${e}, FUNCTION = ${e}_le, COMMUTATOR = >=, NEGATOR = >);
CREATE OPERATOR = (LEFTARG = ${e}, RIGHTARG = ${e}, FUNCTION = ${e}_eq, COMMUTATOR = =, NEGATOR = <>);
CREATE OPERATOR <> (LEFTARG = ${e}, RIGHTARG = ${e}, FUNCTION = ${e}_ne, COMMUTATOR = <>, NEGATOR = =);
CREATE OPERATOR >= (LEFTARG = ${e}, RIGHTARG = ${e}, FUNCTION = ${e}_ge, COMMUTATOR = <=, NEGATOR = <);
CREATE OPERATOR > (LEFTARG = ${e}, RIGHTARG = ${e}, FUNCTION = ${e}_gt, COMMUTATOR = <, NEGATOR = <=);
CREATE OPERATOR CLASS ${e}_ops DEFAULT FOR TYPE ${e} USING btree AS
  OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 ${e}_cmp(${r});

CREATE FUNCTION ${e}_accum(double precision[], ${e}) RETURNS double precision[] ${t} AS $$
  SELECT array_agg(coalesce(a, 0) + b ORDER BY i)
  FROM unnest($1, 1::double precision || ${n("$2")}) WITH ORDINALITY AS pairs (a, b, i)
$$;
CREATE FUNCTION ${e}_avg(double precision[]) RETURNS ${e} ${t}
BEGIN ATOMIC
  SELECT ('[' || string_agg((a / $1[1])::real::text, ',' ORDER BY i) || ']')::${e}
  FROM unnest($1[2:]) WITH ORDINALITY AS numbers (a, i);
END;
CREATE AGGREGATE avg(${e})
  (SFUNC = ${e}_accum, STYPE = double precision[], FINALFUNC = ${e}_avg, INITCOND = '{0}');
CREATE AGGREGATE sum(${e}) (SFUNC = ${e}_add, STYPE = ${e}, COMBINEFUNC = ${e}_add, PARALLEL = SAFE);
CREATE FUNCTION ${e}_hash(${e}) RETURNS integer ${a} AS 'hashvarlena';
`}var wt=`
CREATE TYPE sparsevec;
CREATE FUNCTION sparsevec_in(cstring, oid, integer) RETURNS sparsevec LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textin';
CREATE FUNCTION sparsevec_out(sparsevec) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textout';
CREATE FUNCTION sparsevec_typmod_in(cstring[]) RETURNS integer LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'bittypmodin';
CREATE FUNCTION sparsevec_recv(internal, oid, integer) RETURNS sparsevec LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textrecv';
CREATE FUNCTION sparsevec_send(sparsevec) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textsend';
CREATE TYPE sparsevec (INPUT = sparsevec_in, OUTPUT = sparsevec_out, TYPMOD_IN = sparsevec_typmod_in,
  RECEIVE = sparsevec_recv, SEND = sparsevec_send, STORAGE = external);
CREATE FUNCTION sparsevec(sparsevec, integer, boolean) RETURNS sparsevec LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;
CREATE CAST (sparsevec AS sparsevec) WITH FUNCTION sparsevec(sparsevec, integer, boolean) AS IMPLICIT;
CREATE FUNCTION sparsevec_hash(sparsevec) RETURNS integer LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'hashvarlena';
${[["l2_distance","<->"],["sparsevec_negative_inner_product","<#>"],["cosine_distance","<=>"],["l1_distance","<+>"]].map(([e,t])=>`
CREATE FUNCTION ${e}(sparsevec, sparsevec) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT 0::double precision $$;
CREATE OPERATOR ${t} (LEFTARG = sparsevec, RIGHTARG = sparsevec, FUNCTION = ${e}, COMMUTATOR = ${t});`).join("")}
`,Ht=`
CREATE FUNCTION hamming_distance(bit, bit) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT length(replace(($1 # $2)::text, '0', ''))::double precision
$$;
CREATE FUNCTION jaccard_distance(bit, bit) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(1 - length(replace(($1 & $2)::text, '0', ''))::double precision
    / nullif(length(replace(($1 | $2)::text, '0', '')), 0), 1)
$$;
CREATE OPERATOR <~> (LEFTARG = bit, RIGHTARG = bit, FUNCTION = hamming_distance, COMMUTATOR = <~>);
CREATE OPERATOR <%> (LEFTARG = bit, RIGHTARG = bit, FUNCTION = jaccard_distance, COMMUTATOR = <%>);
CREATE FUNCTION bit_hash(bit) RETURNS integer LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'hashvarlena';
`,jt=`
CREATE FUNCTION vector_to_halfvec(vector, integer, boolean) RETURNS halfvec LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC SELECT halfvec($1::text::halfvec, $2, $3); END;
CREATE FUNCTION halfvec_to_vector(halfvec, integer, boolean) RETURNS vector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC SELECT vector($1::text::vector, $2, $3); END;
CREATE FUNCTION vector_to_sparsevec(vector, integer, boolean) RETURNS sparsevec LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT ('{' || coalesce(string_agg(i || ':' || a, ',' ORDER BY i) FILTER (WHERE a <> 0), '') || '}/' || count(*))::sparsevec
  FROM unnest(vector_to_float4($1, -1, false)) WITH ORDINALITY AS numbers (a, i);
END;
CREATE FUNCTION sparsevec_to_vector(sparsevec, integer, boolean) RETURNS vector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT vector(('[' || string_agg(coalesce(substring($1::text FROM '[{,]' || i || ':([^,}]+)'), '0'), ',' ORDER BY i) || ']')::vector, $2, $3)
  FROM generate_series(1, split_part($1::text, '/', 2)::integer) AS i;
END;
CREATE CAST (vector AS halfvec) WITH FUNCTION vector_to_halfvec(vector, integer, boolean) AS IMPLICIT;
CREATE CAST (halfvec AS vector) WITH FUNCTION halfvec_to_vector(halfvec, integer, boolean) AS ASSIGNMENT;
CREATE CAST (vector AS sparsevec) WITH FUNCTION vector_to_sparsevec(vector, integer, boolean) AS IMPLICIT;
CREATE CAST (sparsevec AS vector) WITH FUNCTION sparsevec_to_vector(sparsevec, integer, boolean) AS ASSIGNMENT;
${["integer","real","double precision","numeric"].map(e=>`
CREATE FUNCTION array_to_sparsevec(${e}[], integer, boolean) RETURNS sparsevec LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC SELECT vector_to_sparsevec(array_to_vector($1, -1, false), $2, $3); END;
CREATE CAST (${e}[] AS sparsevec) WITH FUNCTION array_to_sparsevec(${e}[], integer, boolean) AS ASSIGNMENT;`).join("")}
`,qe=s({name:"vector",version:"0.8.0",comment:"vector data type and ivfflat and hnsw access methods",missing:"vectors are kept as text and its indexes are never used, so nothing can be said about speed, recall or the limits on dimensions",relocatable:!0,script:[v("vector"),v("halfvec"),wt,Ht,jt,De].join(`
`)});var Yt=["airtable","auth0","big_query","click_house","cognito","duckdb","firebase","hello_world","iceberg","infura","logflare","mssql","redis","s3","s3_vectors","stripe","wasm"],Me=s({name:"wrappers",version:"0.5.6",comment:"Foreign data wrappers developed by Supabase",missing:"it reaches no foreign service: servers and foreign tables can be made but not read",script:`
CREATE TABLE @extschema@.wrappers_fdw_stats (
  fdw_name text CONSTRAINT wrappers_fdw_stats_pkey PRIMARY KEY,
  create_times bigint,
  rows_in bigint,
  rows_out bigint,
  bytes_in bigint,
  bytes_out bigint,
  metadata jsonb,
  created_at timestamptz NOT NULL DEFAULT timezone('utc', now()),
  updated_at timestamptz NOT NULL DEFAULT timezone('utc', now())
);
-- A handler must be a C function; that of postgres_fdw does everything short of reaching a server.
${Yt.map(e=>`
CREATE FUNCTION @extschema@.${e}_fdw_handler() RETURNS fdw_handler LANGUAGE c STRICT AS '$libdir/postgres_fdw', 'postgres_fdw_handler';
CREATE FUNCTION @extschema@.${e}_fdw_validator(options text[], catalog oid) RETURNS void LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE FUNCTION @extschema@.${e}_fdw_meta() RETURNS TABLE (name text, version text, author text, website text)
LANGUAGE sql STRICT AS $$ SELECT '${e}'::text, '0.0.0'::text, NULL::text, NULL::text $$;`).join(`
`)}
GRANT ALL ON @extschema@.wrappers_fdw_stats TO postgres WITH GRANT OPTION;
`});var f=["autoinc","bloom","btree_gin","btree_gist","citext","cube","dblink","dict_int","dict_xsyn","earthdistance","fuzzystrmatch","hstore","insert_username","intarray","isn","lo","ltree","moddatetime","pg_buffercache","pg_prewarm","pg_stat_statements","pg_trgm","pg_walinspect","pgcrypto","pgrowlocks","pgstattuple","postgres_fdw","refint","seg","sslinfo","tablefunc","tcn","tsm_system_rows","tsm_system_time","unaccent","uuid-ossp"];var ke=[Ne,ce,pe,de,Re,ge,Le,Se,Ce,Oe,ye,Fe,qe,Me,...Ae,...me,...le,...$e,...fe,...ue],Pe=["hnsw","ivfflat","pgroonga","rum"];var mn={clusterSql:Te,databaseSql:_e,closedDefaultPrivilegesSql:x,databaseSettings:I,standIns:ke,trustedExtensions:f,elevations:G,optionlessIndexMethods:Pe};function ln({autoExposeNewTables:e=!0},{closedDefaultPrivilegesSql:t=""}){return e?"":t}function cn(e,{databaseSettings:t}){return t.map(({name:a,value:r})=>`ALTER DATABASE ${e} SET ${a} TO ${r}`).join(";")}export{Wt as a,Vt as b,Qt as c,P as d,Aa as e,mn as f,ln as g,cn as h};
