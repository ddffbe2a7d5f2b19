select c.sourced_id as "sourcedId", {{title}} as title, {{class_code}} as "classCode", c.class_type as "classType",
  c.school_sourced_id as "schoolSourcedId", c.course_sourced_id as "courseSourcedId", c.status
from class c where c.source_id <> '' and (c.status = 'active' or {{all}})
order by c.sourced_id collate "C", c.title collate "C", c.class_code collate "C", c.class_type collate "C"
