( function ( $, api ) {
	$( document.body ).on( 'checkout_place_order_wchh', function () {
		api.post( '/wchh/v1/open' ).then( ( { checkoutToken } ) => appendHelcimPayIframe( checkoutToken ) );
		return false;
	} );
}( jQuery, window.wchhApi ) );
