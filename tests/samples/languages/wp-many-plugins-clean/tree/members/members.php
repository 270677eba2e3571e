<?php
/**
 * Plugin Name: Members API
 */

add_action( 'rest_api_init', function () {
	register_rest_route( 'members/v1', '/token', array(
		'methods'             => 'POST',
		'permission_callback' => 'is_user_logged_in',
		'callback'            => function () {
			$secret_token = wp_generate_password( 40, false );
			update_user_meta( get_current_user_id(), 'members_token', wp_hash( $secret_token ) );
			return array( 'secretToken' => $secret_token );
		},
	) );
} );
