-- After a roster the words of thousands of people waited beside the index, and every search read the whole table until they were in it.
alter index app_user_search_ix set (fastupdate = off);
select gin_clean_pending_list('app_user_search_ix');
