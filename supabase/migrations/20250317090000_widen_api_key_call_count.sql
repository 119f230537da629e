-- A busy key passes 2,147,483,647 calls within this year. Another width is another layout of every row:
-- PostgreSQL writes the table anew, and nobody reads or writes it meanwhile. It holds a few rows a user,
-- so that is a blink. On a table of millions: add a second column, fill it in batches, swap the names.
alter table public.user_api_keys alter column call_count type bigint;
