(select e.*, e.ctid as place from enrolment e)
