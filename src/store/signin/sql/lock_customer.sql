-- Whoever changes who administers a customer waits for the others: two never take the way in from each other. $1 customer.
select id from customer where id = $1 for update
