/* QR codes of level M, versions 1 to 6 (ISO/IEC 18004): all that an address with a token needs.
 * qrEncode(text) gives rows of 0 and 1 (1 is dark, no margin), or null if the text is too long. */
var qrEncode = (function () {
    'use strict';

    var LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
    /* By version from 1: words of error correction of a block, then the data words of each block. */
    var VERSIONS = [[10, 16], [16, 28], [26, 44], [18, 32, 32], [24, 43, 43], [16, 27, 27, 27, 27]];

    /* --- bits ------------------------------------------------------------------------------ */

    function isLetters(text) {
        for (var i = 0; i < text.length; i++) {
            if (LETTERS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    function utf8(text) {
        return unescape(encodeURIComponent(text));
    }

    function push(bits, value, count) {
        while (count-- > 0) {
            bits.push((value >> count) & 1);
        }
    }

    function contentBits(text) {
        var bits = [];
        var i;
        if (isLetters(text)) {
            push(bits, 2, 4);
            push(bits, text.length, 9);
            for (i = 0; i + 1 < text.length; i += 2) {
                push(bits, LETTERS.indexOf(text.charAt(i)) * 45 +
                    LETTERS.indexOf(text.charAt(i + 1)), 11);
            }
            if (i < text.length) {
                push(bits, LETTERS.indexOf(text.charAt(i)), 6);
            }
            return bits;
        }
        text = utf8(text);
        push(bits, 4, 4);
        push(bits, text.length, 8);
        for (i = 0; i < text.length; i++) {
            push(bits, text.charCodeAt(i), 8);
        }
        return bits;
    }

    function dataCount(version) {
        return VERSIONS[version - 1].slice(1).reduce(function (sum, words) {
            return sum + words;
        }, 0);
    }

    /* The bits as words, ended and filled up. */
    function fillWords(bits, count) {
        var words = [];
        push(bits, 0, Math.min(4, count * 8 - bits.length));
        push(bits, 0, (8 - bits.length % 8) % 8);
        for (var i = 0; i < bits.length; i += 8) {
            words.push(parseInt(bits.slice(i, i + 8).join(''), 2));
        }
        for (var pad = 0xEC; words.length < count; pad ^= 0xEC ^ 0x11) {
            words.push(pad);
        }
        return words;
    }

    /* --- error correction: Reed-Solomon over GF(256), x^8 + x^4 + x^3 + x^2 + 1 --------------- */

    function multiply(a, b) {
        var product = 0;
        for (; b > 0; b >>= 1) {
            product ^= b & 1 ? a : 0;
            a = (a << 1) ^ (a & 0x80 ? 0x11D : 0);
        }
        return product;
    }

    function generator(count) {
        var factors = [1];
        for (var i = 0, root = 1; i < count; i++, root = multiply(root, 2)) {
            factors.push(0);
            for (var j = factors.length - 1; j > 0; j--) {
                factors[j] ^= multiply(factors[j - 1], root);
            }
        }
        return factors;
    }

    function correction(words, count) {
        var factors = generator(count);
        var rest = words.concat(new Array(count + 1).join('0').split('').map(Number));
        for (var i = 0; i < words.length; i++) {
            var lead = rest[i];
            for (var j = 0; j <= count; j++) {
                rest[i + j] ^= multiply(factors[j], lead);
            }
        }
        return rest.slice(words.length);
    }

    /* Data words of all blocks in turn, then their correction words in turn. */
    function interleave(words, version) {
        var row = VERSIONS[version - 1];
        var blocks = [];
        var checks = [];
        var out = [];
        for (var b = 1, at = 0; b < row.length; at += row[b++]) {
            blocks.push(words.slice(at, at + row[b]));
            checks.push(correction(words.slice(at, at + row[b]), row[0]));
        }
        [blocks, checks].forEach(function (parts) {
            for (var i = 0; i < parts[0].length; i++) {
                parts.forEach(function (part) {
                    out.push(part[i]);
                });
            }
        });
        return out;
    }

    /* --- the square ------------------------------------------------------------------------ */

    function grid(size) {
        var rows = [];
        for (var y = 0; y < size; y++) {
            rows.push(new Array(size + 1).join('0').split('').map(Number));
        }
        return rows;
    }

    /* A finder or an alignment pattern around its middle, `reach` modules to each side. */
    function drawRings(code, middleX, middleY, reach) {
        for (var y = -reach; y <= reach; y++) {
            for (var x = -reach; x <= reach; x++) {
                var ring = Math.max(Math.abs(x), Math.abs(y));
                var row = code.rows[middleY + y];
                if (row && row[middleX + x] !== undefined) {
                    row[middleX + x] = ring === reach - (reach === 4 ? 2 : 1) || ring === 4 ? 0 : 1;
                    code.fixed[middleY + y][middleX + x] = 1;
                }
            }
        }
    }

    function drawPatterns(code, version) {
        var size = code.rows.length;
        for (var i = 0; i < size; i++) {
            code.rows[6][i] = code.rows[i][6] = (i + 1) % 2;
            code.fixed[6][i] = code.fixed[i][6] = 1;
        }
        drawRings(code, 3, 3, 4);
        drawRings(code, size - 4, 3, 4);
        drawRings(code, 3, size - 4, 4);
        if (version > 1) {
            drawRings(code, size - 7, size - 7, 2);
        }
        for (i = 0; i < 9; i++) { /* where the format will stand */
            code.fixed[8][i] = code.fixed[i][8] = 1;
            if (i < 8) {
                code.fixed[8][size - 1 - i] = code.fixed[size - 1 - i][8] = 1;
            }
        }
    }

    /* Up and down in columns of two, from the lower right. */
    function drawWords(code, words) {
        var size = code.rows.length;
        var bit = 0;
        for (var right = size - 1; right > 0; right -= 2) {
            right -= right === 6 ? 1 : 0;
            for (var step = 0; step < size; step++) {
                var goesUp = ((right + 1) & 2) === 0;
                var y = goesUp ? size - 1 - step : step;
                for (var x = right; x >= right - 1; x--) {
                    if (!code.fixed[y][x] && bit < words.length * 8) {
                        code.rows[y][x] = (words[bit >> 3] >> (7 - (bit & 7))) & 1;
                        bit++;
                    }
                }
            }
        }
    }

    function isMasked(mask, x, y) {
        switch (mask) {
        case 0: return (x + y) % 2 === 0;
        case 1: return y % 2 === 0;
        case 2: return x % 3 === 0;
        case 3: return (x + y) % 3 === 0;
        case 4: return (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0;
        case 5: return x * y % 2 + x * y % 3 === 0;
        case 6: return (x * y % 2 + x * y % 3) % 2 === 0;
        default: return ((x + y) % 2 + x * y % 3) % 2 === 0;
        }
    }

    /* Level M is 00; ten bits of BCH code behind level and mask. */
    function formatBits(mask) {
        var rest = mask;
        for (var i = 0; i < 10; i++) {
            rest = (rest << 1) ^ ((rest >> 9) * 0x537);
        }
        return ((mask << 10) | rest) ^ 0x5412;
    }

    function masked(code, mask) {
        var size = code.rows.length;
        var format = formatBits(mask);
        var rows = code.rows.map(function (row, y) {
            return row.map(function (dark, x) {
                return dark ^ (!code.fixed[y][x] && isMasked(mask, x, y) ? 1 : 0);
            });
        });
        for (var i = 0; i < 15; i++) {
            var bit = (format >> i) & 1;
            rows[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i][8] = bit;
            rows[8][i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i] = bit;
        }
        rows[size - 8][8] = 1;
        return rows;
    }

    /* How hard it is to read: long runs, blocks, look-alikes of finders, too dark or too light. */
    function penalty(rows) {
        var size = rows.length;
        var sum = 0;
        var dark = 0;
        var lines = rows.map(function (row) {
            return row.join('');
        });
        for (var x = 0; x < size; x++) {
            lines.push(rows.map(function (row) {
                return row[x];
            }).join(''));
        }
        lines.forEach(function (line) {
            (line.match(/0{5,}|1{5,}/g) || []).forEach(function (run) {
                sum += run.length - 2;
            });
            for (var at = 0; at + 11 <= line.length; at++) {
                var part = line.substr(at, 11);
                sum += part === '10111010000' || part === '00001011101' ? 40 : 0;
            }
        });
        for (var y = 0; y < size; y++) {
            for (x = 0; x < size; x++) {
                dark += rows[y][x];
                if (x > 0 && y > 0) {
                    var four = rows[y][x] + rows[y - 1][x] + rows[y][x - 1] + rows[y - 1][x - 1];
                    sum += four % 4 === 0 ? 3 : 0;
                }
            }
        }
        return sum + Math.floor(Math.abs(dark * 20 / (size * size) - 10)) * 10;
    }

    return function (text) {
        var bits = contentBits(text);
        var version = 1;
        while (version <= VERSIONS.length && bits.length > dataCount(version) * 8) {
            version++;
        }
        if (version > VERSIONS.length) {
            return null;
        }
        var size = 17 + 4 * version;
        var code = {rows: grid(size), fixed: grid(size)};
        drawPatterns(code, version);
        drawWords(code, interleave(fillWords(bits, dataCount(version)), version));
        var best = null;
        for (var mask = 0; mask < 8; mask++) {
            var rows = masked(code, mask);
            var cost = penalty(rows);
            if (best === null || cost < best.cost) {
                best = {rows: rows, cost: cost};
            }
        }
        return best.rows;
    };
}());
