#!/usr/bin/env python3
"""Kiểm tra một kho phiếu kín điện tử (tệp UUID.bel) mà không cần tin ai: chỉ cần Python 3.8 trở lên và tệp này.

    python3 verify_bel.py TỆP.bel

Verifies an archive of an electronic secret ballot with nothing but this one file, written apart from the program that
held the ballot. Exit status: 0 everything holds and there is a result; 1 something does not, or there is none yet; 2 no file.

The protocol: ElGamal in the group published as BELENIOS-2048, version 1 of the Belenios protocol. A mark m is written
(g^r, y^r g^m); the product of such pairs holds the sum of the marks; only the products are opened.
"""

import base64
import concurrent.futures
import functools
import hashlib
import json
import os
import re
import sys

P = int(
    "a3ef2d011fefb1b6e39e568fccdffb0fb7dc7ef3a791b6862791811d21fc35f21e6d36856b428030421f514ed40bfd4c06e092a495af8d"
    "79a2f85e0fb11c0ede07dd973f9c53e50930c6e82ac36de1ae3fb8c3aabfff12ce27a5022ddd8912d107435012768a2cdd0a4091d8fa44"
    "7f6c7ebc15a349fa318a6b4fe17d8d47e843a3e14dfa9b2162f4d7229abe93a188b46b006517d6f6747ebbb29c9ec3099b607f18fb1a8b"
    "c858279aa8599411d998d3e3fada9e010840d082d8c31911acdd4a0e7992d0f18cc759cb5de0acf66a3882555bc810941e021b6a4ccfa0"
    "4ee4008f878affa2375e2999b44f6cef17d707301e59e0e6351e051ed9cec4157646e64f",
    16,
)
G = int(
    "1307c1ab5f295885d7caa3a78a42415e31fd1c5807b61fb1e781878a52230a51988b98c259597f9c5a9dfd001d26ba31d9d8976f01d95a"
    "1c8262ee68a0e92cea541e5219e0d0d094301b894236823fe1d4bc04e29f3748aefd4f10d5b1a356a8643e673fd9d215fc8fe5fb9cf9fd"
    "b8ea88fdb1a3381a697fdf9c2458570b06d26aef1be365fdd90165f397c6b870df8c1b9e519edcee8bb0f74b7a1615a274ba60a7ea574a"
    "61f552d2dde0ce514e0927c4ff49b1964c4a913731ae4268d60d7f22127b6cbba44d453ac8b72fd04e0991b7aeff04867d8724ac638f5f"
    "34100d2d47aa680d43771902743d663f42d853c041e1c91fe3823f4bcf284308f1d7e653",
    16,
)
Q = 78571733251071885079927659812671450121821421258408794611510081919805623223441


class Wrong(Exception):
    """The first thing that does not hold."""


def ask(holds, place, what):
    if not holds:
        raise Wrong("%s: %s" % (place, what))


# --- 1. Reading: one way to write each thing ---


def read_json(data, place, strict=True):
    """JSON; strict: written compactly, so that no two spellings mean the same."""
    once = lambda pairs: dict(pairs) if len(dict(pairs)) == len(pairs) else None  # noqa: E731
    try:
        thing = json.loads(data.decode("utf-8"), object_pairs_hook=once)
        again = compact(thing)
    except (ValueError, RecursionError):
        raise Wrong("%s: không phải JSON" % place)
    ask(not strict or again == data, place, "không viết theo cách duy nhất")
    return thing


def compact(thing):
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def fields(thing, place, *names, **more):
    """An object with these fields and no others (`maybe`: those that may be there too)."""
    ask(isinstance(thing, dict), place, "phải là đối tượng")
    ask(set(names) <= set(thing) <= set(names) | set(more.get("maybe", ())), place, "trường thiếu hoặc lạ")
    return [thing[name] for name in names]


def rows(thing, place, length=None):
    ask(isinstance(thing, list) and length in (None, len(thing)), place, "danh sách sai độ dài")
    return thing


def number(thing, place, below):
    """A decimal string without leading zeros, below a bound."""
    ask(isinstance(thing, str) and re.fullmatch("0|[1-9][0-9]{0,616}", thing), place, "không phải số")
    ask(int(thing) < below, place, "số quá lớn")
    return int(thing)


def element(thing, place):
    """A member of the group: between 0 and P, and of order Q. Each one in the archive is checked."""
    found = number(thing, place, P)
    ask(found > 0 and pow(found, Q, P) == 1, place, "không thuộc nhóm")
    return found


def proof(thing, place):
    challenge, response = fields(thing, place, "challenge", "response")
    return number(challenge, place, Q), number(response, place, Q)


def fingerprint(data):
    """What people compare. Of a ballot it is the tracker."""
    return base64.b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")


# --- 2. Proofs ---


def hashed(words):
    return int(hashlib.sha256(words.encode("utf-8")).hexdigest(), 16) % Q


@functools.lru_cache(maxsize=4)
def table(base):
    """Powers base^(d * 64^i): the generator and the key of the ballot are raised thousands of times."""
    found, step = [], base
    for _ in range(43):
        row = [1]
        for _ in range(63):
            row.append(row[-1] * step % P)
        found.append(row)
        step = row[-1] * step % P
    return found


def fixed(base, exponent):
    result, exponent = 1, exponent % Q
    for row in table(base):
        result = result * row[exponent & 63] % P
        exponent >>= 6
    return result


def product(numbers):
    result = 1
    for one in numbers:
        result = result * one % P
    return result


def check_secret(public, words, given, place):
    """Whoever made this knows the secret of the public key (Schnorr); with a message it is a signature."""
    challenge, response = given
    commitment = fixed(G, response) * pow(public, challenge, P) % P
    ask(hashed("%s|%d" % (words, commitment)) == challenge, place, "chữ ký hoặc bằng chứng không đúng")


def check_one(words, branches, given, key, place):
    """One of the branches (alpha, beta, m) is true: alpha, beta encrypts m. Nobody learns which."""
    total, commitments = 0, []
    for i, (alpha, beta, m) in enumerate(branches):
        challenge, response = proof(rows(given, place, len(branches))[i], place)
        a = fixed(G, response) * pow(alpha, challenge, P) % P
        b = fixed(key, response) * pow(beta, challenge, P) * fixed(G, -m * challenge) % P
        commitments.append("%d,%d" % (a, b))
        total += challenge
    ask(hashed(words + "|" + ",".join(commitments)) == total % Q, place, "bằng chứng không đúng")


# --- 3. The archive: a tar in which every member is named by its hash, and a chain of events ---

ORDER = {
    "Setup": "S",
    "Ballot": "B",
    "EndBallots": "E",
    "EncryptedTally": "T",
    "PartialDecryption": "P",
    "Result": "R",
}


def header(name, size, mtime):
    """The one way to write a member's header."""
    front = name.encode().ljust(100, b"\0")
    front += ("0000644\0" + "0000000\0" * 2 + "%011o\0%011o\0" % (size, mtime)).encode()
    back = b" 0".ljust(512 - len(front) - 7, b"\0")
    return front + ("%06o\0" % (sum(front) + sum(back) + 7 * 32)).encode() + back


def read_archive(raw):
    """Data by name, and events (type, payload name) in order."""
    data, events, last, at, mtime = {}, [], None, 0, None
    while at < len(raw):
        try:
            name = raw[at : at + 100].rstrip(b"\0").decode("ascii")
            size = int(raw[at + 124 : at + 135], 8)
        except ValueError:
            raise Wrong("tar: đầu mục hỏng ở byte %d" % at)
        body = raw[at + 512 : at + 512 + max(size, 0)]
        if mtime is None:
            ask(name == "BELENIOS", "tar", "không phải kho phiếu")
            _, stamp = fields(read_json(body, name), name, "version", "timestamp")
            mtime = number(stamp, name, 8**11)
            ask(body == compact({"version": 1, "timestamp": stamp}), name, "phiên bản lạ")
        else:
            stem, _, suffix = name.partition(".")
            ask(stem == hashlib.sha256(body).hexdigest(), name, "nội dung không khớp tên")
            ask(suffix in ("data.json", "event.json") and stem not in data, name, "thành phần lạ hoặc trùng")
            if suffix == "data.json":
                data[stem] = body
            else:
                events.append(read_event(body, len(events), last, data))
                last = stem
        whole = header(name, size, mtime) + body + b"\0" * (-len(body) % 512)
        ask(raw[at : at + len(whole)] == whole, "tar", "không đúng từng byte ở %d" % at)
        at += len(whole)
    kinds = "".join(ORDER[kind] for kind, _ in events)
    ask(re.fullmatch("SB*(E(TP*R?)?)?", kinds), "sự kiện", "thứ tự sai")
    return data, events


def read_event(body, height, last, data):
    place = "sự kiện %d" % height
    event = read_json(body, place)
    kind, _ = fields(event, place, "type", "height", maybe=("parent", "payload"))
    payload = event.get("payload")
    ask(isinstance(kind, str) and kind in ORDER, place, "loại lạ")
    rest = {} if kind == "EndBallots" else {"payload": payload}
    parent = {} if last is None else {"parent": last}
    ask(body == compact(dict(parent, height=height, type=kind, **rest)), place, "chuỗi bị đứt")
    ask(kind == "EndBallots" or (isinstance(payload, str) and payload in data), place, "thiếu nội dung")
    return kind, payload


# --- 4. The key: the server's part and the tellers' ---


def read_trustees(data):
    """Parts of the key as (keys of the owners, how many suffice, public key of the part)."""
    parts = []
    for i, pair in enumerate(rows(read_json(data, "trustees"), "trustees")):
        place = "trustees[%d]" % i
        kind, thing = rows(pair, place, 2)
        ask(kind in ("Single", "Pedersen"), place, "loại khóa lạ")
        if kind == "Single":
            key = public_key(thing, place)
            parts.append(([key], 1, key))
        else:
            parts.append(tellers(thing, place))
    return parts


def public_key(thing, place, signer=None):
    pok, public, *_ = fields(thing, place, "pok", "public_key", *(["signature"] if signer else []))
    key = element(public, place)
    check_secret(key, "pok|BELENIOS-2048|%d" % key, proof(pok, place), place)
    if signer:
        check_secret(signer, "sigmsg|" + public, proof(thing["signature"], place), place)
    return key


def signed(thing, signer, place):
    """What a signed message says. A signer that is a function finds the key in the message."""
    message, signature = fields(thing, place, "message", "signature")
    ask(isinstance(message, str), place, "phải là chữ")
    said = read_json(message.encode("utf-8"), place)
    key = signer(said) if callable(signer) else signer
    check_secret(key, "sigmsg|" + message, proof(signature, place), place)
    return said


def tellers(thing, place):
    names = ("threshold", "certs", "coefexps", "verification_keys")
    threshold, certs, coefexps, keys = fields(thing, place, *names, maybe=("signatures",))
    size = len(rows(certs, place))
    ask(type(threshold) is int and 1 <= threshold <= size, place, "ngưỡng sai")
    signers, powers, found, owners = [], [], [], []
    keys_told = ["verification", "encryption"] + (["context"] if "signatures" in thing else [])
    for i, cert in enumerate(certs):
        here = "%s.certs[%d]" % (place, i)
        said = signed(cert, lambda said, here=here: element(fields(said, here, *keys_told)[0], here), here)
        context = {"group": "BELENIOS-2048", "size": size, "threshold": threshold, "index": i + 1}
        ask(said.get("context", context) == context, here, "chứng thư cho chỗ khác")
        signers.append(element(said["verification"], here))
        found.append(element(said["encryption"], here))
    ask(len(set(signers + found)) == 2 * size, place, "hai thành viên chung khóa")
    for i, commitment in enumerate(rows(coefexps, place, size)):
        here = "%s.coefexps[%d]" % (place, i)
        (said,) = fields(signed(commitment, signers[i], here), here, "coefexps")
        powers.append([element(one, here) for one in rows(said, here, threshold)])
        if "signatures" in thing:  # this commitment belongs to these certificates
            words = "sigmsg|certs_sig|" + compact({"certs": certs, "coefexps": said}).decode("utf-8")
            check_secret(signers[i], words, proof(rows(thing["signatures"], here, size)[i], here), here)
    for i, told in enumerate(rows(keys, place, size)):
        here = "%s.verification_keys[%d]" % (place, i)
        owners.append(public_key(told, here, signers[i] if "signatures" in thing else None))
        expected = product(pow(a, (i + 1) ** k, P) for one in powers for k, a in enumerate(one))
        ask(owners[-1] == expected, here, "khóa không khớp cam kết")
    return owners, threshold, product(one[0] for one in powers)


# --- 5. The questions, the credentials ---


def read_election(data):
    thing = read_json(data, "election", strict=False)
    names = ("version", "description", "name", "group", "public_key", "questions", "uuid")
    fields(thing, "election", *names, maybe=("administrator", "credential_authority"))
    ask(compact([thing["version"], thing["group"]]) == b'[1,"BELENIOS-2048"]', "election", "phiên bản lạ")
    for words in (thing["uuid"], thing["name"], thing["description"]):
        ask(isinstance(words, str), "election", "phải là chữ")
    ask(re.fullmatch("[1-9A-HJ-NP-Za-km-z]{14,64}", thing["uuid"]), "election", "uuid sai dạng")
    for i, question in enumerate(rows(thing["questions"], "questions")):
        place = "questions[%d]" % i
        names = ("answers", "min", "max", "question")
        answers, least, most, text = fields(question, place, *names, maybe=("blank",))
        kinds = (type(least), type(most), type(question.get("blank", False)))
        ask(kinds == (int, int, bool), place, "giới hạn sai")
        ask(0 <= least <= most <= len(rows(answers, place)) and most >= 1, place, "giới hạn sai")
        ask(all(isinstance(one, str) for one in [*answers, text]), place, "phải là chữ")
    return dict(thing, fingerprint=fingerprint(data), key=element(thing["public_key"], "election.public_key"))


def read_credentials(data):
    found = []
    for entry in rows(read_json(data, "credentials"), "credentials"):
        ask(isinstance(entry, str), "credentials", "phải là chữ")
        key, *weight = entry.split(",", 2)
        ask(weight[:1] in ([], [""], ["1"]), "credentials", "có trọng số")
        found.append(element(key, "credentials"))
    ask(len(set(found)) == len(found), "credentials", "một mã hai lần")
    return set(found)


# --- 6. One ballot ---


def check_ballot(election, data, place):
    """Valid answers to every question, for this election, signed by its credential. Its credential and ciphertexts."""
    thing = read_json(data, place)
    names = ("election_uuid", "election_hash", "credential", "answers", "signature")
    uuid, election_hash, credential, answers, signature = fields(thing, place, *names)
    ask(uuid == election["uuid"] and election_hash == election["fingerprint"], place, "của cuộc khác")
    public = element(credential, place)
    content, given = fields(signature, place, "hash", "proof")
    unsigned = {name: value for name, value in thing.items() if name != "signature"}
    ask(content == fingerprint(compact(unsigned)), place, "không khớp mã băm đã ký")
    check_secret(public, "sig|" + content, proof(given, place), place)
    way = election["fingerprint"] + "|" + credential
    questions = election["questions"]
    return public, [
        check_answer(question, answer, way, election["key"], "%s.answers[%d]" % (place, i))
        for i, (question, answer) in enumerate(zip(questions, rows(answers, place, len(questions))))
    ]


def check_answer(question, answer, way, key, place):
    blank = question.get("blank", False)
    width = len(question["answers"]) + (1 if blank else 0)
    more = ("blank_proof",) if blank else ()
    told, each, overall, *rest = fields(answer, place, "choices", "individual_proofs", "overall_proof", *more)
    choices = []
    for i, choice in enumerate(rows(told, place, width)):
        here = "%s.choices[%d]" % (place, i)
        alpha, beta = (element(half, here) for half in fields(choice, here, "alpha", "beta"))
        words = "prove|%s|%d,%d" % (way, alpha, beta)
        given = rows(each, place, width)[i]
        check_one(words, [(alpha, beta, 0), (alpha, beta, 1)], given, key, here)  # every mark is 0 or 1
        choices.append((alpha, beta))
    alpha, beta = (product(half) for half in zip(*choices[1 if blank else 0 :]))
    bounds = [(alpha, beta, m) for m in range(question["min"], question["max"] + 1)]
    every = way + "|" + ",".join("%d,%d" % choice for choice in choices)
    if not blank:  # the number of marks is within bounds
        check_one("prove|%s|%d,%d" % (every, alpha, beta), bounds, overall, key, place + ".overall_proof")
    else:  # blank, or within bounds; and not both blank and marked
        first = choices[0]
        check_one("bproof1|" + every, [(*first, 1), *bounds], overall, key, place + ".overall_proof")
        neither = [(*first, 0), (alpha, beta, 0)]
        check_one("bproof0|" + every, neither, rest[0], key, place + ".blank_proof")
    return choices


# --- 7. Opening the sums ---


def check_partial(election, public, sums, data, place):
    """An owner's factors: alpha^secret for every sum, proven to be made with the secret of the public key."""
    factors, proofs = fields(read_json(data, place), place, "decryption_factors", "decryption_proofs")
    rows(factors, place, len(sums)), rows(proofs, place, len(sums))
    found = []
    for row, some, given in zip(sums, factors, proofs):
        rows(some, place, len(row)), rows(given, place, len(row))
        found.append([element(factor, place) for factor in some])
        for (alpha, _), factor, one in zip(row, found[-1], given):
            challenge, response = proof(one, place)
            a = fixed(G, response) * pow(public, challenge, P) % P
            b = pow(alpha, response, P) * pow(factor, challenge, P) % P
            words = "decrypt|%s|%d|%d,%d" % (election["fingerprint"], public, a, b)
            ask(hashed(words) == challenge, place, "phần giải mã không khớp khóa")
    return found


def open_sums(parts, sums, partials, ballots):
    """The counts: beta divided by all parts' factors is g^count."""
    shares, first = [], 1
    for keys, threshold, _ in parts:
        here = [i for i in range(1, len(keys) + 1) if first + i - 1 in partials][:threshold]
        ask(len(here) == threshold, "result", "thiếu người giữ khóa")
        for i in here:  # Lagrange: the factors of any `threshold` owners make the factor of their part
            weight = 1
            for j in here:
                if j != i:
                    weight = weight * j * pow((j - i) % Q, Q - 2, Q) % Q
            shares.append((partials[first + i - 1], weight))
        first += len(keys)
    counts_of = {pow(G, count, P): count for count in range(ballots + 1)}
    result = []
    for i, row in enumerate(sums):
        result.append([])
        for j, (_, beta) in enumerate(row):
            factor = product(pow(share[i][j], weight, P) for share, weight in shares)
            opened = beta * pow(factor, P - 2, P) % P
            ask(opened in counts_of, "result", "tổng ngoài số phiếu")
            result[-1].append(counts_of[opened])
    return result


def verify(raw):
    """All of it. Raises Wrong at the first defect; returns what was found."""
    data, events = read_archive(raw)
    used = {payload for _, payload in events if payload}

    def get(name, place):
        ask(isinstance(name, str) and name in data, place, "nội dung không có trong kho")
        used.add(name)
        return data[name]

    def payloads(wanted):
        return [data[payload] for kind, payload in events if kind == wanted]

    setup = fields(read_json(payloads("Setup")[0], "setup"), "setup", "election", "trustees", "credentials")
    reads = (read_election, read_trustees, read_credentials)
    election, parts, credentials = (read(get(name, "setup")) for read, name in zip(reads, setup))
    ask(election["key"] == product(part[2] for part in parts), "election.public_key", "không phải khóa chung")

    ballots = payloads("Ballot")
    seen, sums = set(), [[(1, 1)] * (len(q["answers"]) + bool(q.get("blank"))) for q in election["questions"]]
    work = [(election, ballot, "phiếu %d" % i) for i, ballot in enumerate(ballots, 1)]
    many = len(work) > 4
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count() if many else 1) as pool:
        checked = pool.map(check_ballot, *zip(*work)) if many else (check_ballot(*one) for one in work)
        for i, (credential, answers) in enumerate(checked, 1):
            ask(
                credential in credentials - seen,
                "phiếu %d" % i,
                "mã phiếu ngoài danh sách, hoặc dùng hai lần",
            )
            seen.add(credential)
            for row, answer in zip(sums, answers):
                row[:] = [(a * c % P, b * d % P) for (a, b), (c, d) in zip(row, answer)]

    for payload in payloads("EncryptedTally"):
        *told, name = fields(
            read_json(payload, "tally"), "tally", "num_tallied", "total_weight", "encrypted_tally"
        )
        ask(compact(told) == compact([len(ballots)] * 2), "tally", "số phiếu ghi sai")
        expected = compact([[{"alpha": str(a), "beta": str(b)} for a, b in row] for row in sums])
        ask(get(name, "tally") == expected, "tally", "tổng mã hóa không phải tích của các phiếu")

    owners = dict(enumerate((key for keys, _, _ in parts for key in keys), 1))
    partials = {}
    for payload in payloads("PartialDecryption"):
        owner, name = fields(read_json(payload, "giải mã"), "giải mã", "owner", "payload")
        ask(type(owner) is int and owner in owners and owner not in partials, "giải mã", "người giữ khóa lạ")
        place = "giải mã của %d" % owner
        partials[owner] = check_partial(election, owners[owner], sums, get(name, place), place)

    result = None
    for payload in payloads("Result"):
        result = open_sums(parts, sums, partials, len(ballots))
        ask(payload == compact({"result": result}), "result", "kết quả ghi sai")
    ask(used == set(data), "kho", "có nội dung không sự kiện nào dẫn tới")
    return election, ballots, sorted(partials), result


def main():
    try:
        with open(sys.argv[1], "rb") as file:
            raw = file.read()
        election, ballots, owners, result = verify(raw)
    except (IndexError, OSError) as error:
        print("Không đọc được tệp:", error)
        return 2
    except Wrong as wrong:
        print("KHÔNG ĐÚNG.", wrong)
        return 1
    print(election["name"], "- mã cuộc bỏ phiếu:", election["fingerprint"], "- kho phiếu:", fingerprint(raw))
    print(*("  phiếu " + tracker for tracker in sorted(map(fingerprint, ballots))), sep="\n")
    print("%d phiếu, đều hợp lệ; giải mã bởi người giữ khóa số %s" % (len(ballots), owners))
    if result is None:
        sys.exit("CHƯA CÓ KẾT QUẢ.")  # status 1
    for question, counts in zip(election["questions"], result):
        answers = ["(phiếu trắng)"] * question.get("blank", False) + question["answers"]
        print(question["question"], *("%s: %d" % pair for pair in zip(answers, counts)), sep="\n  ")
    print("ĐÚNG: mọi mã băm, chữ ký, bằng chứng và phép cộng đã được tính lại.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
