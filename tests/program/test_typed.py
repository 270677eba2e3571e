"""Answers from Helcim that are read as objects of classes which declare their fields."""

import pytest

from tests.program.test_flow import rules

TOLD = "secret-token-to-client"
JAVA = 'class C {{ @PostMapping("/init") public Session init() {{ return rest.postForObject("https://api.helcim.com/v2/helcim-pay/initialize", e, Session.class); }} }}\n{}\n'
GO = '''package a
type Session struct {{
	CheckoutToken string `json:"checkoutToken"`
	{}
}}
func handler(w http.ResponseWriter, r *http.Request) {{
	resp, _ := http.Post("https://api.helcim.com/v2/helcim-pay/initialize", "", nil)
	var out Session
	json.NewDecoder(resp.Body).Decode(&out)
	json.NewEncoder(w).Encode(out)
}}
'''
CSHARP = 'app.MapPost("/init", async (HttpClient http) => {{ var r = await http.PostAsync("https://api.helcim.com/v2/helcim-pay/initialize", null); var s = await r.Content.ReadFromJsonAsync<Session>(); return Results.Ok(s); }});\n{}\n'
KOTLIN = 'fun Application.m() {{ routing {{ post("/init") {{\n val s: Session = client.post("https://api.helcim.com/v2/helcim-pay/initialize").body()\n call.respond(s)\n }} }} }}\n{}\n'
RUST = '#[derive(Serialize)]\nstruct Session {{ checkout_token: String, {} }}\n#[post("/init")]\nasync fn init(c: web::Data<Client>) -> impl Responder {{\n let s: Session = c.post("https://api.helcim.com/v2/helcim-pay/initialize").send().await?.json().await?;\n HttpResponse::Ok().json(s)\n}}\n'


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("C.java", JAVA.format("record Session(String checkoutToken) {}"), ""),
        ("C.java", JAVA.format("record Session(String checkoutToken, String secretToken) {}"), TOLD),
        ("C.java", JAVA.format("class Session { public String checkoutToken; @JsonIgnore public String secretToken; }"), ""),
        ("C.java", JAVA.format("class Session { public Map<String, Object> all; }"), TOLD),
        ("C.java", JAVA.format("class Session { public Inner inner; } class Inner { String secretToken; }"), TOLD),
        ("a.go", GO.format(""), ""),
        ("a.go", GO.format('SecretToken string `json:"-"`'), ""),
        ("a.go", GO.format('SecretToken string `json:"secretToken"`'), TOLD),
        ("P.cs", CSHARP.format("record Session(string CheckoutToken);"), ""),
        ("P.cs", CSHARP.format("record Session(string CheckoutToken, string SecretToken);"), TOLD),
        ("P.cs", CSHARP.format("class Session { [JsonIgnore] public string SecretToken { get; set; } }"), ""),
        ("a.kt", KOTLIN.format("data class Session(val checkoutToken: String)"), ""),
        ("a.kt", KOTLIN.format("data class Session(val checkoutToken: String, val secretToken: String)"), TOLD),
        ("a.rs", RUST.format(""), ""),
        ("a.rs", RUST.format("secret_token: String"), TOLD),
        ("a.rs", RUST.format("#[serde(skip_serializing)] secret_token: String"), ""),
    ],
)
def test_classes(path: str, text: str, expected: str) -> None:
    assert [rule for rule, _ in rules(text, path)] == ([expected] if expected else [])


def test_streams() -> None:
    text = 'package a\nfunc handler(w http.ResponseWriter, r *http.Request) {\n\tresp, _ := http.Post("https://api.helcim.com/v2/helcim-pay/initialize", "", nil)\n\tio.Copy(%s, resp.Body)\n}\n'
    assert [rule for rule, _ in rules(text % "w", "a.go")] == [TOLD]
    assert rules(text % "file", "a.go") == []
