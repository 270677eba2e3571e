using Microsoft.AspNetCore.Mvc;
using Toys.Web.Services;

namespace Toys.Web.Controllers
{
    public class CartController : Controller
    {
        private readonly PaymentService _payments;

        public CartController(PaymentService payments) => _payments = payments;

        public async Task<IActionResult> Index()
        {
            var session = await _payments.Initialize(19.99m);
            HttpContext.Session.SetString("HelcimSecret", session.GetProperty("secretToken").GetString());
            ViewBag.Checkout = session.GetProperty("checkoutToken").GetString();
            ViewBag.Ready = _payments.Ready;
            return View();
        }
    }
}
