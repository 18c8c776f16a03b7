/* The token of an address: behind "#", as "?t=", or behind "/T/", as people type it too (dashes,
 * small letters, I and L for 1, O for 0). "" if there is none. */
function readToken(address) {
    'use strict';
    var query = /[?&]t=([^&]*)/i.exec(address.search || '');
    var path = /\/T\/([^\/]*)$/i.exec(address.pathname || '');
    var places = [(address.hash || '').replace(/^#/, ''), query && query[1], path && path[1]];
    for (var i = 0; i < places.length; i++) {
        var token = (places[i] || '').toUpperCase().replace(/%20|[-+ ]/g, '')
            .replace(/[IL]/g, '1').replace(/O/g, '0');
        if (/^[0-9A-HJKMNP-TV-Z]{16}$/.test(token)) {
            return token;
        }
    }
    return '';
}
