/* Goes on to the page in the reader's language, with the token. */
(function (page) {
    'use strict';
    var have = page.body.getAttribute('data-languages').split(',');
    var wanted = navigator.languages || [navigator.language || ''];
    var chosen = have[0];
    for (var i = wanted.length - 1; i >= 0; i--) {
        var language = wanted[i].substr(0, 2).toLowerCase();
        chosen = have.indexOf(language) >= 0 ? language : chosen;
    }
    var token = readToken(window.location);
    var up = /\/T\/[^\/]*$/i.test(window.location.pathname) ? '../' : '';
    window.location.replace(up + chosen + '.html' + (token ? '#' + token : ''));
}(document));
