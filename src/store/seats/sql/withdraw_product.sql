-- Takes a product out of the catalogue where nobody has it or waits for it and no rule gives it. $1 district, $2 id, $3 kind
-- of its seats, $4 now, $5 who. Whoever was given it and has no seat has left; they don't get it again when both are back.
with withdrawn as (
  update product p
  set status = 'withdrawn', changed_at = $4, changed_by = $5
  where p.district_id = $1 and p.id = $2 and p.status = 'active'
    and not exists (select from seat s where s.district_id = $1 and s.kind = $3)
    and not exists (select from product_rule r where r.district_id = $1 and r.product_id = $2)
  returning p.id
), forgotten as (
  delete from product_assignment a using withdrawn w where a.district_id = $1 and a.product_id = w.id
)
select id from withdrawn
