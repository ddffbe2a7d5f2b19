insert into lti_preflight (district_id, deployment_id, checked_at, findings) values ($1, $2::text::bigint, $3, $4)
on conflict (district_id, deployment_id) do update set checked_at = excluded.checked_at, findings = excluded.findings
