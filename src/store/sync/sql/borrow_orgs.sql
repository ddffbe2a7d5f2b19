-- The orgs of other sources that the roles of this one may be held at.
insert into alive (roster_table, sourced_id, live_id)
select 'orgs', o.sourced_id, o.id from borrowed_org($1, $2) o
where not exists (select from alive a where a.roster_table = 'orgs' and a.sourced_id = o.sourced_id)
