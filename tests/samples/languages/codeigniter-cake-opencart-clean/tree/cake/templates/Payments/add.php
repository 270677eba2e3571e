<button data-checkout="<?= h($checkout) ?>"><?= __('Pay now') ?></button>
<script>
var HELCIM = <?= json_encode($helcim) ?>;
</script>
