/* Shows the code of the address, in letters and as a picture, and whether the offer runs today. */
(function (page) {
    'use strict';

    var MARGIN = 4;
    var SVG = 'http://www.w3.org/2000/svg';

    function show(id) {
        page.getElementById(id).hidden = false;
    }

    function element(name, attributes) {
        var node = page.createElementNS(SVG, name);
        Object.keys(attributes).forEach(function (key) {
            node.setAttribute(key, attributes[key]);
        });
        return node;
    }

    function draw(rows) {
        var side = rows.length + 2 * MARGIN;
        var path = '';
        var picture = element('svg', {viewBox: '0 0 ' + side + ' ' + side,
            'shape-rendering': 'crispEdges'});
        rows.forEach(function (row, y) {
            row.forEach(function (dark, x) {
                path += dark ? 'M' + (x + MARGIN) + ' ' + (y + MARGIN) + 'h1v1h-1z' : '';
            });
        });
        picture.appendChild(element('rect', {width: side, height: side, fill: '#fff'}));
        picture.appendChild(element('path', {d: path, fill: '#000'}));
        page.getElementById('picture').appendChild(picture);
    }

    function today() {
        var now = new Date();
        function two(number) {
            return (number < 10 ? '0' : '') + number;
        }
        return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
    }

    function showDays(data) {
        if (data.until && today() > data.until) {
            show('over');
        } else if (data.from && today() < data.from) {
            show('later');
        }
    }

    function showCode(token, base) {
        page.getElementById('letters').textContent = token.replace(/(....)(?=.)/g, '$1-');
        draw((base && qrEncode(base + '/T/' + token)) || qrEncode(token));
        show('code');
        show('keep');
        Array.prototype.forEach.call(page.querySelectorAll('nav a'), function (link) {
            link.href = link.getAttribute('href') + '#' + token;
        });
    }

    var token = readToken(window.location);
    if (token) {
        showCode(token, page.body.getAttribute('data-base'));
    } else {
        show('no-code');
    }
    showDays({from: page.body.getAttribute('data-from'),
        until: page.body.getAttribute('data-until')});
}(document));
