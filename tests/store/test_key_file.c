/* A key file comes back as it was written; one that is damaged is named by its line and never half
 * read. */

#include "tests/support.h"

#include "base/buffer.h"
#include "base/error.h"
#include "store/key_file.h"

static void path_of(char *out, size_t capacity)
{
    snprintf(out, capacity, "/tmp/tilltale-keys-%ld", (long)getpid());
}

static void comes_back(void **state)
{
    (void)state;
    char path[64];
    struct key_file written;
    struct key_file read;
    struct error err;
    path_of(path, sizeof(path));
    key_file_init_shop(&written);
    written.node = 1001;
    written.tokens.own_node = 1001;
    signing_key_init(&written.till);
    assert_true(key_file_write(path, &written, &err));
    assert_true(key_file_read(path, &read, &err));
    assert_int_equal(read.node, 1001);
    assert_memory_equal(read.shop_id, written.shop_id, sizeof(read.shop_id));
    assert_memory_equal(read.check_key, written.check_key, sizeof(read.check_key));
    assert_memory_equal(read.pin_pepper, written.pin_pepper, sizeof(read.pin_pepper));
    assert_memory_equal(read.till.secret_key, written.till.secret_key, 64);
    assert_true(read.till.is_held);
    assert_false(read.office.is_held);
    assert_true(read.tokens.has_shop[1]);
    assert_memory_equal(read.tokens.shop[1].bytes, written.tokens.shop[1].bytes, TOKEN_KEY_BYTES);

    struct key_file booth;
    assert_true(key_file_init_booth(&booth, &written, 7));
    booth.node = 7;
    signing_key_init(&booth.till);
    assert_true(key_file_write(path, &booth, &err));
    assert_true(key_file_read(path, &read, &err));
    assert_true(read.tokens.has_own && !read.tokens.has_shop[1]);
    assert_int_equal(read.tokens.own_key_number, 1);
    assert_int_equal(read.tokens.own_node, 7);
    assert_memory_equal(read.tokens.own.bytes, booth.tokens.own.bytes, TOKEN_KEY_BYTES);
    assert_memory_equal(read.pin_pepper, written.pin_pepper, sizeof(read.pin_pepper));
    assert_memory_not_equal(read.check_key, written.check_key, sizeof(read.check_key));
    unlink(path);
}

#define KEY "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define GOOD                                                                                       \
    "format = 1\nshop_id = 00112233445566778899aabbccddeeff\nnode = 0\ncheck_key = " KEY           \
    "\npin_pepper = " KEY "\n"

static void damage_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text, *says; /* NULL: it is good */
    } rows[] = {
        {"good", GOOD, NULL},
        {"spaces and comments", "# words\n\n  " GOOD "  # more\r\n", NULL},
        {"empty", "", "a key is missing"},
        {"another format", "format = 2\n", "line 1"},
        {"no format", "node = 0\n", "line 1"},
        {"unknown name", GOOD "secret = 1\n", "line 6"},
        {"short key", "format = 1\ncheck_key = 0011\n", "line 2"},
        {"long key", "format = 1\ncheck_key = " KEY "00\n", "line 2"},
        {"no hex", "format = 1\nshop_id = 0011223344556677889gaabbccddeeff\n", "line 2"},
        {"no equals sign", GOOD "node\n", "line 6"},
        {"key number too high", GOOD "token_key_32 = " KEY "\n", "line 6"},
        {"key number of letters", GOOD "token_key_x = " KEY "\n", "line 6"},
        {"node too high", "format = 1\nnode = 16000\n", "line 2"},
        {"node of letters", "format = 1\nnode = -1\n", "line 2"},
        {"a till without its key",
            "format = 1\nshop_id = 00112233445566778899aabbccddeeff\n"
            "node = 3\ncheck_key = " KEY "\npin_pepper = " KEY "\n",
            "a key is missing"},
        {"without pepper",
            "format = 1\nshop_id = 00112233445566778899aabbccddeeff\nnode = 0\n"
            "check_key = " KEY "\n",
            "a key is missing"},
    };
    char path[64];
    path_of(path, sizeof(path));
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct error err;
        struct key_file keys;
        assert_true(file_write_whole(path, rows[i].text, strlen(rows[i].text), 0600, &err));
        bool good = key_file_read(path, &keys, &err);
        if (good != (rows[i].says == NULL) || (!good && strstr(err.text, rows[i].says) == NULL)) {
            fail_msg("%s: %s", rows[i].label, good ? "was read" : err.text);
        }
    }
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_back),
        cmocka_unit_test(damage_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
