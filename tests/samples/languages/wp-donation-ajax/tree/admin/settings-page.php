<?php

add_action( 'admin_menu', function () {
	add_options_page( 'Helcim Donations', 'Helcim Donations', 'manage_options', 'hdon', 'hdon_settings_page' );
} );

add_action( 'admin_init', function () {
	register_setting( 'hdon', 'hdon_settings' );
} );

function hdon_settings_page() {
	$token = hdon_get_settings()['api_token'];
	?>
	<div class="wrap">
		<h1><?php esc_html_e( 'Helcim Donations', 'hdon' ); ?></h1>
		<p>Current token: <code><?php echo esc_html( substr( $token, 0, 12 ) . '…' ); ?></code></p>
		<form method="post" action="options.php">
			<?php settings_fields( 'hdon' ); ?>
			<input type="password" name="hdon_settings[api_token]" value="" autocomplete="off">
			<?php submit_button(); ?>
		</form>
	</div>
	<?php
}
