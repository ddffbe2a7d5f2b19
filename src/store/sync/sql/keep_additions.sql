delete from {{change}} where op <> 'add'
