"""Present tenses that news uses most and that are no triggers: "perpetran", "instala", "exigen".

A Spanish present looks like a noun or an adjective; without knowing it a subject runs on into its verb. Only
regular forms are made; the irregular ones are listed as they are.
"""

from __future__ import annotations

from functools import cache

_LEMMAS = (
    "abandonar abordar acabar acatar aceptar achacar activar actuar acudir adelantar admitir afectar afirmar "
    "agradecer alcanzar alertar alistar anticipar anular anunciar aplicar arrancar asumir atribuir "
    "aumentar avanzar buscar cancelar celebrar clamar cobrar colocar comandar cometer comparecer "
    "concluir condenar confirmar consumar continuar convocar coordinar crear criticar culminar cumplir "
    "custodiar declarar decretar dejar demandar denunciar derivar desatar descartar destacar detectar "
    "difundir dirigir discutir ejecutar elevar emitir emprender encabezar encarar enfrentar entregar "
    "escalar estudiar evaluar exhibir exigir exponer fabricar faltar festejar frenar fustigar generar "
    "girar habilitar impedir implementar impulsar iniciar insistir instalar integrar intensificar "
    "intentar investigar irrumpir laborar lamentar lanzar levantar librar lidiar lograr llamar llegar "
    "llevar mantener montar negar ocupar ofrecer operar ordenar organizar padecer participar pactar "
    "pedir permanecer perpetrar perseguir portar preparar presentar presionar presumir pretender privar "
    "proceder propinar protagonizar provocar quedar realizar reanudar rechazar recibir reclamar "
    "reconocer recorrer reiterar rematar rendir reportar requerir residir resistir respaldar responder "
    "resguardar retirar retomar revelar revisar romper ratificar salir seguir sellar sembrar sesionar "
    "simular sobrevivir solicitar sostener suceder sufrir sumar superar suscribir suspender tramitar "
    "transitar trasladar usar utilizar vigilar vincular vivir volver planear planificar redoblar practicar "
    "agonizar convalecer figurar encabezar calcular alegar aguardar arder "
    "efectuar desplegar sumar extender prorrogar renovar entablar promover recrudecer"
)
_LISTED = (
    "mantienen mantiene sostienen sostiene niegan niega piden pide siguen sigue exponen expone imponen "
    "impone proponen propone ponen pone disponen dispone obtienen obtiene contienen contiene tienen "
    "tiene vuelven vuelve atribuyen atribuye concluyen concluye requieren requiere rinden rinde impiden "
    "impide ofrecen ofrece padecen padece permanecen permanece mueren muere quieren quiere pueden puede "
    "despliegan despliega renuevan renueva promueven promueve comienzan comienza prosiguen prosigue "
    "siembran siembra persiguen persigue comparecen comparece agradecen reconocen reconoce encubren"
)
_NOUNS_TOO = frozenset(
    [
        "forma",
        "causa",
        "marcha",
        "firma",
        "cuenta",
        "lucha",
        "compra",
        "ayuda",
        "demanda",
        "denuncia",
        "entrega",
        "crea",
        "suma",
    ]
)


@cache
def presents() -> frozenset[str]:
    """Present tenses of common verbs in the third person, folded, without those that are usual nouns."""
    forms = set(_LISTED.split())
    for lemma in _LEMMAS.split():
        vowel = "a" if lemma.endswith("ar") else "e"
        stem = lemma[:-2]
        forms |= {stem + vowel, stem + vowel + "n"}
    return frozenset(forms - _NOUNS_TOO)
