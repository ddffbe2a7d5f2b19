-- A part: an entry e of the audit log tells whoever reads nothing of a coaching record about themself. What was denied to
-- themself is no news to them: left out where there is such a record it would say that there is. After objects_of_reader.
    ((e.action = 'access.denied' and split_part(e.actor, ':', 2) = any ((select r.ids from reader r)::text[])
        and starts_with(e.actor, 'person:'))
      or not (
        e.object in (select t.object from of_reader t)
        or coalesce('interaction:' || (e.detail ->> 'interactionId') in (select t.object from of_reader t), false)
        or coalesce(e.detail -> 'educatorIds' ?| (select r.ids from reader r), false)
        or (starts_with(e.object, 'person:') and split_part(e.object, ':', 2) = any ((select r.ids from reader r)::text[])
          and (e.action like any ((select r.coaching from reader r)::text[])
            or coalesce(strpos(e.detail ->> 'route', '/api/v1/coaching/'), 0) > 0))))
