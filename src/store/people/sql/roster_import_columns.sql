-- A part: what is told of an import m.
  m.id::text as id, m.kind, m.imported_by as "importedBy",
  case when m.imported_by like 'person:%' then (
    select concat_ws(' ', coalesce(w.preferred_given_name, w.given_name), coalesce(w.preferred_family_name, w.family_name))
    from person w where w.district_id = m.district_id and w.id = substr(m.imported_by, 8)::bigint)
  when m.imported_by like 'customer_admin:%' then (select a.name from customer_admin a
    join district d on d.id = m.district_id and d.customer_id = a.customer_id where a.id = substr(m.imported_by, 16)::bigint) end as "importedByName",
  to_char(m.imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "importedAt",
  to_char(m.undone_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "undoneAt",
  m.added, m.changed, m.left_out as "leftOut", m.stayed
