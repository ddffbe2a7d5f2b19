-- $1 district.
select issuer, client_id, client_secret_sealed, label, claim, field, required_claim, required_value, is_on,
  version::text as version, exists (select from sso_listing l where l.district_id = p.district_id) as is_listed, changed_at
from sso_provider p where p.district_id = $1
