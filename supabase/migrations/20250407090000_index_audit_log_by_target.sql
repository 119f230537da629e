-- "What was done to this user?" reads the whole log today. The log is written all the time, so the index is
-- built without stopping the writers. That cannot happen inside a transaction: the statement is alone in its
-- file. No `if not exists`: it would accept the invalid index that a build that failed half-way leaves.
create index concurrently admin_audit_log_target_id_idx on public.admin_audit_log (target_id);
