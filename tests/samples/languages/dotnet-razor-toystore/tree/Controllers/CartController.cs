using Microsoft.AspNetCore.Mvc;
using Toys.Web.Services;

namespace Toys.Web.Controllers
{
    public class CartController : Controller
    {
        private readonly PaymentService _payments;

        public CartController(PaymentService payments)
        {
            _payments = payments;
        }

        public async Task<IActionResult> Index()
        {
            var session = await _payments.Initialize(19.99m);
            ViewBag.Checkout = session.GetProperty("checkoutToken").GetString();
            ViewBag.Proof = session.GetProperty("secretToken").GetString();
            ViewData["Token"] = _payments.ApiToken;
            return View();
        }

        [HttpPost]
        public async Task<JsonResult> Again(decimal total)
        {
            var session = await _payments.Initialize(total);
            return Json(session);
        }
    }
}
