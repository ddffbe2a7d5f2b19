delete from worker_heartbeat where owner = $1
