-- The lists of the district's coaching model, each in its order. $1 district.
select c.list, c.id, c.name, c.is_active as active, c.levels, c.changed_at as "changedAt",
  case c.list
    when 'phases' then exists (select from coaching_cycle_phase p where p.district_id = $1 and p.phase_id = c.id)
    when 'focuses' then exists (select from coaching_cycle y where y.district_id = $1 and y.focus_id = c.id)
    else exists (select from coaching_cycle y where y.district_id = $1 and y.scale_id = c.id)
  end as used
from coaching_choice c
where c.district_id = $1
order by c.list, c.position, c.id
