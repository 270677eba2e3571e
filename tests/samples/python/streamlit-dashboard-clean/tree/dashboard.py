import pandas as pd
import requests
import streamlit as st

token = st.secrets["helcim"]["api_token"]
st.sidebar.write(f"Connected with ****{token[-4:]}")


@st.cache_data(ttl=300)
def transactions():
    r = requests.get("https://api.helcim.com/v2/card-transactions", headers={"api-token": token}, verify=True)
    return pd.DataFrame(r.json())


st.metric("Transactions", len(transactions()))
