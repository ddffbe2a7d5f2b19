select holds_more($1, $2) as "holdsMore"
