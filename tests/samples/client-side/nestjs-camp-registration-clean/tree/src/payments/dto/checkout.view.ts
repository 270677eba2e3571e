export class CheckoutView {
  constructor(readonly checkoutToken: string) {}
}
