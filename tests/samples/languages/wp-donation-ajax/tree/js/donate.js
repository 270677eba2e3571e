jQuery( function ( $ ) {
	$( '.hdon-button' ).on( 'click', function () {
		$.post( hdonData.ajaxUrl, { action: 'hdon_start', nonce: hdonData.nonce, amount: $( '#hdon-amount' ).val() } )
			.done( function ( res ) {
				window.hdonSecret = res.data.secretToken;
				appendHelcimPayIframe( res.data.checkoutToken );
			} );
	} );
} );
