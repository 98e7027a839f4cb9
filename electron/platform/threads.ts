/** More threads for the disk: transfers keep many files open at once. Imported before anything that reads or writes. */

process.env['UV_THREADPOOL_SIZE'] ??= '16'
