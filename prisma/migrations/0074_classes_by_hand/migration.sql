-- Classes are made by hand, too: their source is '', so that no sync finds, changes or retires them.
grant insert (district_id, source_id, sourced_id, title, class_code, class_type, school_sourced_id, school_id)
  on class to staffroom_web;
grant update (status, retired_at) on class to staffroom_web;
