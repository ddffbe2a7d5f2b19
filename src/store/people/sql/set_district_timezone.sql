update district set timezone = $2 where id = $1
