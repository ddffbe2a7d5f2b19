-- What the portal shows, before anybody is known. $1 district.
select d.name, p.media_type as "mediaType", encode(p.logo, 'base64') as logo
from district d left join parent_portal p on p.district_id = d.id where d.id = $1
