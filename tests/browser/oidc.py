"""A small OpenID Connect provider on this machine: it signs in whoever it is told to, without asking."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "sightline", "a secret of the test alone"


@dataclass
class Provider:
    """The provider's address, and the claims about whoever signs in next."""

    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    nonces: dict[str, str] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1", "use": "sig"}))

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def token(self, code: str) -> dict[str, Any]:
        now = int(time.time())
        said = {"iss": self.url, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 600} | self.claims
        said["nonce"] = self.nonces[code]
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, said, self.key)
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": signed}


def serve() -> tuple[Provider, ThreadingHTTPServer]:
    """Start a provider on a free port of 127.0.0.1."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def answer(self, body: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            if url.path == "/authorize":
                asked = {k: v[0] for k, v in parse_qs(url.query).items()}
                code = f"code-{len(provider.nonces)}"
                provider.nonces[code] = asked.get("nonce", "")
                self.send_response(302)
                back = urlencode({"code": code, "state": asked["state"]})
                self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                self.end_headers()
            elif url.path == "/jwks":
                self.answer({"keys": [provider.key.as_dict(private=False)]})
            else:
                self.answer(provider.metadata())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(provider.token(parse_qs(body)["code"][0]))

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return provider, server
