-- A list of people that names the schools of other sources: its connector says so when the source is made.

alter table source add column borrows_orgs boolean not null default false;

-- The active orgs of other sources that a borrowing source may name: those whose sourcedId is one org's alone. Where two
-- sources have a sourcedId nobody can say which is meant; what the source brought itself comes first.
create function borrowed_org(district text, borrower text)
  returns table (id bigint, sourced_id text, type text, parent_sourced_id text)
  language sql stable parallel safe
  set search_path to 'public', 'pg_temp'
  as $$
    select o.id, o.sourced_id, o.type, o.parent_sourced_id from org o
    join source s on s.district_id = district and s.id = borrower and s.borrows_orgs
    where o.district_id = district and o.source_id <> borrower and o.status = 'active'
      and not exists (
        select from org x
        where x.district_id = district and x.source_id <> o.source_id and x.sourced_id = o.sourced_id and x.status = 'active')
  $$;

-- People whose last day has passed are retired by the worker.
alter table chore drop constraint chore_kind_check;
alter table chore add constraint chore_kind_check check (kind in ('look', 'post', 'retention', 'expiry'));
