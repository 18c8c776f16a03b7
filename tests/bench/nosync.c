/* Preloaded while a bench fills a file with a million sales, so that filling does not wait for
 * the disk a million times. Nothing that is measured runs with it. */

int fsync(int descriptor);
int fdatasync(int descriptor);

int fsync(int descriptor)
{
    (void)descriptor;
    return 0;
}

int fdatasync(int descriptor)
{
    (void)descriptor;
    return 0;
}
