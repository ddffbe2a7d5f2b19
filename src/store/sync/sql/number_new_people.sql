update change_people set live_id = nextval('person_id_seq') where op = 'add' and not known and joins is null
