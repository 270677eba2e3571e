( function () {
	document.querySelector( '#giving' ).addEventListener( 'click', function () {
		var body = new FormData();
		body.append( 'action', 'giving_open' );
		body.append( '_ajax_nonce', giving.nonce );
		body.append( 'amount', document.querySelector( '#giving-amount' ).value );
		fetch( giving.url, { method: 'POST', body: body } )
			.then( function ( r ) { return r.json(); } )
			.then( function ( r ) { appendHelcimPayIframe( r.data.checkoutToken ); } );
	} );
}() );
