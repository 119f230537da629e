-- The profile page has said "About" for a year. Grants and policies follow the column; programs do not:
-- a client that still asks for bio fails from the moment this lands, so it goes out together with them.
alter table public.user_metadata rename column bio to about;

comment on column public.user_metadata.about is 'A few lines that users write about themselves.';
